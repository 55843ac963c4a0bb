//! The two kinds of database.

/// The kind of database, for the places where the two need different SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}
