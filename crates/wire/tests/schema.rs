//! The schemas of the types that write their own say what is valid.
#![cfg(feature = "schema")]

use life_circle_wire::{Handle, MomentId, Timestamp};
use proptest::prelude::*;
use proptest::string::string_regex;
use schemars::{JsonSchema, schema_for};
use serde_json::Value;

/// A type's name in the document, and a field of its schema.
fn said<T: JsonSchema>(field: &str) -> (String, Value) {
    let schema = schema_for!(T);
    let said = schema.get(field).cloned().unwrap_or_default();
    (T::schema_name().into_owned(), said)
}

/// Texts that the document allows for a type.
fn allowed<T: JsonSchema>() -> impl Strategy<Value = String> {
    let (_, pattern) = said::<T>("pattern");
    let pattern = pattern.as_str().expect("a pattern");
    let inner = pattern
        .strip_prefix('^')
        .and_then(|pattern| pattern.strip_suffix('$'));
    string_regex(inner.expect("the whole text matches")).expect("a regular expression")
}

#[test]
fn the_types_have_their_names_and_formats() {
    assert_eq!(
        said::<Handle>("type"),
        ("Handle".to_owned(), "string".into())
    );
    assert_eq!(
        said::<MomentId>("type"),
        ("MomentId".to_owned(), "string".into())
    );
    let time = ("Timestamp".to_owned(), "date-time".into());
    assert_eq!(said::<Timestamp>("format"), time);
    assert_eq!(said::<Timestamp>("type").1, "string");
}

proptest! {
    #[test]
    fn what_the_document_allows_is_read(
        handle in allowed::<Handle>(),
        id in allowed::<MomentId>(),
    ) {
        prop_assert_eq!(handle.parse::<Handle>().map(|read| read.to_string()), Ok(handle));
        prop_assert_eq!(id.parse::<MomentId>().map(|read| read.to_string()).ok(), Some(id));
    }
}
