//! Rows are read into structs and tuples by serde: each column, from left to right, into the next
//! field. A field that is a struct takes as many columns as it has fields. In a debug build the
//! name of each column must be that of its field.

use std::fmt::Display;

use rusqlite::types::ValueRef;
use serde::de::value::Error as ReadError;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error as _, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use sqlx::any::AnyRow;
use sqlx::{Column as _, Row as _, ValueRef as _};

use crate::Error;

/// A struct, tuple or value that a row is read into.
pub trait FromRow: DeserializeOwned + Send {}

impl<T: DeserializeOwned + Send> FromRow for T {}

/// Reads a row that this process has read itself.
pub fn read_here<T: FromRow>(row: &rusqlite::Row<'_>) -> Result<T, Error> {
    read(Row::Here(row))
}

/// Reads a row that a driver has brought.
pub fn read_brought<T: FromRow>(row: &AnyRow) -> Result<T, Error> {
    read(Row::Brought(row))
}

fn read<T: FromRow>(row: Row<'_>) -> Result<T, Error> {
    let columns = &mut Columns {
        row,
        next: 0,
        field: None,
    };
    T::deserialize(columns).map_err(Error::internal)
}

#[derive(Clone, Copy)]
enum Row<'r> {
    Here(&'r rusqlite::Row<'r>),
    Brought(&'r AnyRow),
}

/// The columns of a row that aren't read yet.
struct Columns<'r> {
    row: Row<'r>,
    next: usize,
    /// The name of the field that takes the next column, if that is known.
    field: Option<&'static str>,
}

impl Columns<'_> {
    /// The number of the next column, which is read now.
    fn take(&mut self) -> usize {
        let column = self.next;
        self.next += 1;
        if cfg!(debug_assertions)
            && let Some(field) = self.field.take()
        {
            let name = match self.row {
                Row::Here(row) => row.as_ref().column_name(column).unwrap_or_default(),
                Row::Brought(row) => row.column(column).name(),
            };
            assert_eq!(name, field, "column {column} is for another field");
        }
        column
    }

    fn is_null(&self) -> Result<bool, ReadError> {
        match self.row {
            Row::Here(row) => Ok(row.get_ref(self.next).map_err(unreadable)? == ValueRef::Null),
            Row::Brought(row) => Ok(row.try_get_raw(self.next).map_err(unreadable)?.is_null()),
        }
    }

    fn take_integer(&mut self) -> Result<i64, ReadError> {
        let column = self.take();
        match self.row {
            Row::Here(row) => row.get(column).map_err(unreadable),
            Row::Brought(row) => row.try_get(column).map_err(unreadable),
        }
    }
}

fn unreadable(error: impl Display) -> ReadError {
    ReadError::custom(error)
}

impl<'de> Deserializer<'de> for &mut Columns<'_> {
    type Error = ReadError;

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_i64(self.take_integer()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let column = self.take();
        let text = match self.row {
            Row::Here(row) => row
                .get_ref(column)
                .map_err(unreadable)?
                .as_str()
                .map_err(unreadable)?,
            Row::Brought(row) => row.try_get(column).map_err(unreadable)?,
        };
        visitor.visit_str(text)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        if self.is_null()? {
            self.take();
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        visitor.visit_seq(Fields {
            columns: self,
            names: Some(fields.iter()),
        })
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        visitor.visit_seq(Fields {
            columns: self,
            names: None,
        })
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_unit()
    }

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, ReadError> {
        Err(unreadable(
            "a column is an i64, a String, or an Option of these",
        ))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i128 u8 u16 u32 u64 u128 f32 f64 char str bytes byte_buf unit_struct
        newtype_struct seq tuple_struct map enum identifier ignored_any
    }
}

/// The fields of a struct or a tuple, which take the next columns.
struct Fields<'c, 'r> {
    columns: &'c mut Columns<'r>,
    names: Option<std::slice::Iter<'static, &'static str>>,
}

impl<'de> SeqAccess<'de> for Fields<'_, '_> {
    type Error = ReadError;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, ReadError> {
        let names = self.names.as_mut();
        self.columns.field = names.and_then(Iterator::next).copied();
        seed.deserialize(&mut *self.columns).map(Some)
    }
}
