//! Statements that are put together from pieces, each with its values.
//!
//! A statement can't contain what somebody sends: it is made from literals, constants and
//! [`Fragment`]s. Everything else is bound as a value. So [`Sql`] may assert that its text is safe.
//! Only `migrate.rs` does so, too: its texts are files of the program.
//!
//! A text says where its values go, by number or by name. A number (`$3`) counts the values in the
//! order in which they are bound. The fragments of the rules use names (`$viewer`): a fragment
//! doesn't know how many values the statement binds first.

mod fragments;
mod rows;
mod values;

use std::borrow::Cow;

pub use fragments::Fragment;
pub(crate) use fragments::fragment;
use life_circle_wire::{PersonId, Timestamp};
pub use rows::{FromRow, read_brought, read_here};
pub use values::{Value, into_arguments};

/// Begins a statement with the text that `fragment!` makes from the same arguments.
macro_rules! sql {
    ($($template:tt)*) => {
        $crate::platform::db::Sql::new($crate::platform::db::fragment!($($template)*))
    };
}
pub(crate) use sql;

/// The values of a row in the pattern for [`Sql::rows`].
const VALUES_OF_ROW: [&str; 2] = ["$a", "$b"];

/// A statement and its values, numbered from `$1` in the order in which they are bound.
#[must_use = "a statement must be sent to the database"]
pub struct Sql {
    text: Cow<'static, str>,
    values: Vec<Value>,
    /// Names in the text, each with what stands in its place.
    names: Vec<(&'static str, Place)>,
}

/// What stands in place of a name.
enum Place {
    /// The number of a value.
    Number(usize),
    /// The numbers of so many values, from the first on.
    List { first: usize, count: usize },
    /// A text with numbers.
    Rows(String),
}

impl Sql {
    /// A statement without values yet.
    pub fn new(text: impl Into<Fragment>) -> Self {
        Self {
            text: text.into().into_text(),
            values: Vec::new(),
            names: Vec::new(),
        }
    }

    /// Binds the next value.
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Binds the person who reads, as `$viewer`.
    pub fn viewer(self, person: PersonId) -> Self {
        self.named("viewer", person.0)
    }

    /// Binds the person whom the viewer looks at, as `$looked_at`.
    pub fn looked_at(self, person: PersonId) -> Self {
        self.named("looked_at", person.0)
    }

    /// Binds the current time, as `$now`.
    pub fn now(self, time: Timestamp) -> Self {
        self.named("now", time.0)
    }

    /// Binds the next value, whose number stands in place of a name, wherever the text has it.
    fn named(self, name: &'static str, value: i64) -> Self {
        let mut sql = self.bind(value);
        let number = Place::Number(sql.values.len());
        sql.names.push((name, number));
        sql
    }

    /// Binds a list of ids, whose numbers stand in place of `$list`: `$3, $4`. An empty list is
    /// written as `NULL`, and no id is in it.
    pub fn list(mut self, ids: impl IntoIterator<Item = i64>) -> Self {
        let first = self.values.len() + 1;
        self.values.extend(ids.into_iter().map(Value::from));
        let count = self.values.len() + 1 - first;
        self.names.push(("list", Place::List { first, count }));
        self
    }

    /// Binds the values of many rows, which stand in place of `$rows`. In the pattern of a row,
    /// `$a` and `$b` are its first and its second value. The compiler refuses a row with more
    /// values. Panics if there are no rows: `VALUES` needs at least one.
    pub fn rows<T: Into<Value>, const N: usize>(
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
                piece = piece.replace(name, &format!("${}", self.values.len()));
            }
            pieces.push(piece);
        }
        assert!(!pieces.is_empty(), "there are no rows to write");
        self.names.push(("rows", Place::Rows(pieces.join(", "))));
        self
    }

    /// The text that the database gets, with this mark before the number of a value, and the
    /// values. Panics if a name in the text has no value yet.
    pub(super) fn finish(self, mark: char) -> (String, Vec<Value>) {
        let mut text = String::with_capacity(self.text.len() + 256);
        let mut pieces = self.text.split('$');
        text.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let is_of_name = |letter: char| letter.is_ascii_alphabetic() || letter == '_';
            let end = piece.find(|letter| !is_of_name(letter));
            let (name, rest) = piece.split_at(end.unwrap_or(piece.len()));
            if name.is_empty() {
                text.push(mark);
            } else {
                let place = self.names.iter().find(|(known, _)| *known == name);
                let (_, place) = place.unwrap_or_else(|| panic!("${name} has no value: {text}"));
                place.write(mark, &mut text);
            }
            text.push_str(rest);
        }
        (text, self.values)
    }

    /// At most one row of the statement, which has no limit yet.
    pub(super) fn first(mut self) -> Self {
        self.text += " LIMIT 1";
        self
    }
}

impl Place {
    fn write(&self, mark: char, text: &mut String) {
        match self {
            Self::Number(number) => {
                text.push(mark);
                text.push_str(&number.to_string());
            }
            Self::List { count: 0, .. } => text.push_str("NULL"),
            Self::List { first, count } => {
                for number in *first..first + count {
                    if number > *first {
                        text.push_str(", ");
                    }
                    Self::Number(number).write(mark, text);
                }
            }
            Self::Rows(rows) => text.push_str(&rows.replace('$', mark.encode_utf8(&mut [0; 4]))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_number_wherever_it_is() {
        let sql = Sql::new("SELECT $1 WHERE $now > $viewer AND $viewer < $4 AND $now <> $viewer");
        let sql = sql.bind(5).viewer(PersonId(6)).now(Timestamp(7)).bind(8);
        let (text, values) = sql.finish('$');
        assert_eq!(text, "SELECT $1 WHERE $3 > $2 AND $2 < $4 AND $3 <> $2");
        assert_eq!(values, [5, 6, 7, 8].map(Value::from));
    }

    #[test]
    #[should_panic(expected = "$now has no value: SELECT 1 WHERE ?1 < ")]
    fn a_forgotten_name_is_refused() {
        let sql = Sql::new("SELECT 1 WHERE $viewer < $now").viewer(PersonId(6));
        let _ = sql.finish('?');
    }

    #[test]
    fn a_list_is_numbered_after_the_values_before_it() {
        let sql = Sql::new("SELECT 1 FROM moments WHERE author_id = $1 AND id IN ($list)");
        let sql = sql.bind(5).list([10, 11]);
        assert_eq!(
            sql.finish('$').0,
            "SELECT 1 FROM moments WHERE author_id = $1 AND id IN ($2, $3)"
        );
    }

    #[test]
    fn an_empty_list_contains_no_id() {
        let sql = Sql::new("SELECT 1 FROM moments WHERE id IN ($list)").list([]);
        assert_eq!(
            sql.finish('$').0,
            "SELECT 1 FROM moments WHERE id IN (NULL)"
        );
    }

    #[test]
    fn a_row_may_name_its_values_twice() {
        let sql = Sql::new("INSERT INTO friendships VALUES $rows").bind(1);
        let sql = sql.rows("($1, $a, $b), ($a, $1, $b)", [[2, 3], [4, 5]]);
        assert_eq!(
            sql.finish('$').0,
            "INSERT INTO friendships VALUES ($1, $2, $3), ($2, $1, $3), ($1, $4, $5), ($4, $1, $5)"
        );
    }

    #[test]
    #[should_panic(expected = "there are no rows to write")]
    fn a_statement_without_rows_is_refused() {
        let rows: [[i64; 2]; 0] = [];
        let _ = Sql::new("INSERT INTO tagged VALUES $rows").rows("($a, $b)", rows);
    }
}
