//! Statements that are put together from pieces, each with its values.
//!
//! A statement can't contain what somebody sends: it is made from literals, constants and
//! [`Fragment`]s. Everything else is bound as a value. So [`Sql`] may assert that its text is safe.
//! Only `migrate.rs` does so, too: its texts are files of the program.
//!
//! A text says where its values go, by number or by name. A number (`$3`) counts the values in the
//! order in which they are bound. The fragments of the rules use names (`$viewer`): a fragment
//! doesn't know how many values the statement binds first.

use std::borrow::Cow;

use life_circle_wire::{PersonId, Timestamp};
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::QueryAs;
use sqlx::{
    Any, AnyConnection, Arguments as _, AssertSqlSafe, Encode, FromRow, Type, query_as_with,
    query_with,
};

use super::fragments::Fragment;
use crate::Error;

/// Begins a statement with the text that `fragment!` makes from the same arguments.
macro_rules! sql {
    ($($template:tt)*) => {
        $crate::platform::db::Sql::new($crate::platform::db::fragment!($($template)*))
    };
}
pub(crate) use sql;

/// A struct or tuple that a row is read into.
pub trait FromAnyRow: Send + Unpin + for<'r> FromRow<'r, AnyRow> {}

impl<T: Send + Unpin + for<'r> FromRow<'r, AnyRow>> FromAnyRow for T {}

/// The values of a row in the pattern for [`Sql::rows`].
const VALUES_OF_ROW: [&str; 2] = ["$a", "$b"];

/// A statement and its values, numbered from `$1` in the order in which they are bound.
#[must_use = "a statement must be sent to the database"]
pub struct Sql {
    text: Cow<'static, str>,
    values: AnyArguments,
}

impl Sql {
    /// A statement without values yet.
    pub fn new(text: impl Into<Fragment>) -> Self {
        Self {
            text: text.into().into_text(),
            values: AnyArguments::default(),
        }
    }

    /// Binds the next value.
    pub fn bind<'t>(mut self, value: impl Encode<'t, Any> + Type<Any>) -> Self {
        self.values
            .add(value)
            .expect("texts and numbers can be encoded");
        self
    }

    /// Binds the person who reads, as `$viewer`.
    pub fn viewer(self, person: PersonId) -> Self {
        self.named("$viewer", person.0)
    }

    /// Binds the person whom the viewer looks at, as `$looked_at`.
    pub fn looked_at(self, person: PersonId) -> Self {
        self.named("$looked_at", person.0)
    }

    /// Binds the current time, as `$now`.
    pub fn now(self, time: Timestamp) -> Self {
        self.named("$now", time.0)
    }

    /// Binds the next value, and writes its number in place of a name, wherever the text has it.
    fn named(self, name: &str, value: i64) -> Self {
        let sql = self.bind(value);
        let number = sql.last_number();
        sql.replace(name, &[number])
    }

    /// Binds a list of ids, and writes their numbers in place of `$list`: `$3, $4`. An empty list
    /// is written as `NULL`, and no id is in it.
    pub fn list(mut self, ids: impl IntoIterator<Item = i64>) -> Self {
        let mut numbers = Vec::new();
        for id in ids {
            self = self.bind(id);
            numbers.push(self.last_number());
        }
        if numbers.is_empty() {
            numbers.push("NULL".to_owned());
        }
        self.replace("$list", &numbers)
    }

    /// Binds the values of many rows, and writes the rows in place of `$rows`. In the pattern of a
    /// row, `$a` and `$b` are its first and its second value. The compiler refuses a row with more
    /// values. Panics if there are no rows: `VALUES` needs at least one.
    pub fn rows<'t, T: Encode<'t, Any> + Type<Any>, const N: usize>(
        mut self,
        pattern: &'static str,
        rows: impl IntoIterator<Item = [T; N]>,
    ) -> Self {
        const { assert!(N <= VALUES_OF_ROW.len(), "a row has at most two values") };
        let mut pieces = Vec::new();
        for row in rows {
            let mut piece = pattern.to_owned();
            for (name, value) in VALUES_OF_ROW.into_iter().zip(row) {
                self = self.bind(value);
                piece = piece.replace(name, &self.last_number());
            }
            pieces.push(piece);
        }
        assert!(!pieces.is_empty(), "there are no rows to write");
        self.replace("$rows", &pieces)
    }

    /// The number of the last value, as `$3`.
    fn last_number(&self) -> String {
        format!("${}", self.values.len())
    }

    fn replace(mut self, placeholder: &str, pieces: &[String]) -> Self {
        self.text = Cow::Owned(self.text.replace(placeholder, &pieces.join(", ")));
        self
    }

    /// The text that the database gets. Panics if a name in it has no value yet.
    fn safe_text(text: Cow<'static, str>) -> AssertSqlSafe<Cow<'static, str>> {
        let mut placeholders = text.split('$').skip(1);
        let has_name = placeholders.any(|rest| rest.starts_with(char::is_alphabetic));
        assert!(!has_name, "a name has no value: {text}");
        AssertSqlSafe(text)
    }

    /// The query, for a caller that reads its rows one by one.
    pub fn into_query<T: FromAnyRow>(self) -> QueryAs<'static, Any, T, AnyArguments> {
        query_as_with(Self::safe_text(self.text), self.values)
    }

    /// Reads all rows.
    pub async fn fetch_all<T: FromAnyRow>(
        self,
        connection: &mut AnyConnection,
    ) -> Result<Vec<T>, Error> {
        Ok(self.into_query().fetch_all(connection).await?)
    }

    /// Reads the first row; `None` if there is none.
    pub async fn fetch_optional<T: FromAnyRow>(
        self,
        connection: &mut AnyConnection,
    ) -> Result<Option<T>, Error> {
        Ok(self.into_query().fetch_optional(connection).await?)
    }

    /// Reads the first row; fails if there is none.
    pub async fn fetch_one<T: FromAnyRow>(
        self,
        connection: &mut AnyConnection,
    ) -> Result<T, Error> {
        Ok(self.into_query().fetch_one(connection).await?)
    }

    /// Reads the first column of all rows.
    pub async fn fetch_scalars<T>(self, connection: &mut AnyConnection) -> Result<Vec<T>, Error>
    where
        (T,): FromAnyRow,
    {
        let rows: Vec<(T,)> = self.fetch_all(connection).await?;
        Ok(rows.into_iter().map(|(value,)| value).collect())
    }

    /// Reads the first column of the first row; `None` if there is no row.
    pub async fn fetch_optional_scalar<T>(
        self,
        connection: &mut AnyConnection,
    ) -> Result<Option<T>, Error>
    where
        (T,): FromAnyRow,
    {
        let row: Option<(T,)> = self.fetch_optional(connection).await?;
        Ok(row.map(|(value,)| value))
    }

    /// Reads the first column of the first row; fails if there is no row.
    pub async fn fetch_scalar<T>(self, connection: &mut AnyConnection) -> Result<T, Error>
    where
        (T,): FromAnyRow,
    {
        let (value,): (T,) = self.fetch_one(connection).await?;
        Ok(value)
    }

    /// Whether there is a row. The statement begins with `SELECT 1` and has no limit yet.
    pub async fn exists(mut self, connection: &mut AnyConnection) -> Result<bool, Error> {
        self.text += " LIMIT 1";
        // The row is not decoded: the two databases give the number different types.
        let row = query_with::<Any, _>(Self::safe_text(self.text), self.values)
            .fetch_optional(connection)
            .await?;
        Ok(row.is_some())
    }

    /// Runs the statement. Returns how many rows it changed.
    pub async fn execute(self, connection: &mut AnyConnection) -> Result<u64, Error> {
        let done = query_with::<Any, _>(Self::safe_text(self.text), self.values)
            .execute(connection)
            .await?;
        Ok(done.rows_affected())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_number_wherever_it_is() {
        let sql = Sql::new("SELECT $1 WHERE $now > $viewer AND $viewer < $4 AND $now <> $viewer");
        let sql = sql.bind(5).viewer(PersonId(6)).now(Timestamp(7)).bind(8);
        assert_eq!(sql.text, "SELECT $1 WHERE $3 > $2 AND $2 < $4 AND $3 <> $2");
        assert_eq!(sql.values.len(), 4);
    }

    #[test]
    #[should_panic(expected = "a name has no value: SELECT 1 WHERE $1 < $now")]
    fn a_forgotten_name_is_refused() {
        let sql = Sql::new("SELECT 1 WHERE $viewer < $now").viewer(PersonId(6));
        let _ = sql.into_query::<(i64,)>();
    }

    #[test]
    fn a_list_is_numbered_after_the_values_before_it() {
        let sql = Sql::new("SELECT 1 FROM moments WHERE author_id = $1 AND id IN ($list)");
        let sql = sql.bind(5).list([10, 11]);
        assert_eq!(
            sql.text,
            "SELECT 1 FROM moments WHERE author_id = $1 AND id IN ($2, $3)"
        );
        assert_eq!(sql.values.len(), 3);
    }

    #[test]
    fn an_empty_list_contains_no_id() {
        let sql = Sql::new("SELECT 1 FROM moments WHERE id IN ($list)").list([]);
        assert_eq!(sql.text, "SELECT 1 FROM moments WHERE id IN (NULL)");
        assert_eq!(sql.values.len(), 0);
    }

    #[test]
    fn a_row_may_name_its_values_twice() {
        let sql = Sql::new("INSERT INTO friendships VALUES $rows").bind(1);
        let sql = sql.rows("($1, $a, $b), ($a, $1, $b)", [[2, 3], [4, 5]]);
        assert_eq!(
            sql.text,
            "INSERT INTO friendships VALUES ($1, $2, $3), ($2, $1, $3), ($1, $4, $5), ($4, $1, $5)"
        );
        assert_eq!(sql.values.len(), 5);
    }

    #[test]
    #[should_panic(expected = "there are no rows to write")]
    fn a_statement_without_rows_is_refused() {
        let rows: [[i64; 2]; 0] = [];
        let _ = Sql::new("INSERT INTO tagged VALUES $rows").rows("($a, $b)", rows);
    }
}
