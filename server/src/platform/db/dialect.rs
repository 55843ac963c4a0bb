//! The two kinds of database.

/// The kind of database, for the places where the two need different SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    /// Begins a transaction for writing.
    pub(super) const fn begin(self) -> &'static str {
        match self {
            // Takes the write lock now: a transaction that reads first could fail when it wants to
            // write.
            Self::Sqlite => "BEGIN IMMEDIATE",
            // Whoever waits for a lock as long as others wait for a connection is told to try
            // again.
            Self::Postgres => "BEGIN; SET LOCAL lock_timeout = '5s'",
        }
    }
}
