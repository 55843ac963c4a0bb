//! Ids: 64-bit integers, ordered by the time they were made, written as strings of digits.
//!
//! 41 bits of milliseconds since 2024-01-01 UTC, 10 bits of the server's number, 12 bits of a
//! counter. JavaScript's numbers hold 53 bits, so on the wire an id is a string.

use std::fmt::{self, Display};
use std::num::ParseIntError;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A regular expression of the digits of an id. Until the year 2090 no id is larger.
#[cfg(feature = "schema")]
pub const ID_PATTERN: &str = "(0|[1-9][0-9]{0,17}|[1-8][0-9]{18})";

macro_rules! id {
    ($(#[doc = $doc:literal] $name:ident),+ $(,)?) => {$(
        #[doc = $doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name(pub i64);

        impl Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl FromStr for $name {
            type Err = ParseIntError;
            fn from_str(digits: &str) -> Result<Self, ParseIntError> {
                // With a sign or a zero before it, one id could be written in two ways.
                let is_number = digits == "0" || !digits.starts_with(['+', '-', '0']);
                if is_number { digits } else { "" }.parse().map(Self)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0.to_string()
            }
        }

        impl TryFrom<String> for $name {
            type Error = ParseIntError;
            fn try_from(digits: String) -> Result<Self, ParseIntError> {
                digits.parse()
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "pattern": format!("^{ID_PATTERN}$"),
                    "description": $doc
                })
            }
        }
    )+};
}

id! {
    /// The id of a person.
    PersonId,
    /// The id of a moment.
    MomentId,
    /// The id of a photo.
    PhotoId,
    /// The id of a comment.
    CommentId,
    /// The id of a friend request.
    FriendRequestId,
    /// The id of a signed-in device.
    DeviceId,
    /// The id of a tag.
    TagId,
    /// The id of a link that makes friends.
    LinkId,
    /// The id of a passkey.
    PasskeyId,
    /// The id of a report to the operator.
    ReportId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_crosses_the_wire_as_digits_in_a_string() {
        let json = serde_json::to_string(&MomentId(i64::MAX)).expect("an id is JSON");
        assert_eq!(json, "\"9223372036854775807\"");
        assert_eq!(
            serde_json::from_str::<MomentId>(&json).expect("and back"),
            MomentId(i64::MAX)
        );
    }

    #[test]
    fn signs_words_and_numbers_too_large_are_no_ids() {
        for text in [
            "",
            "-1",
            "+1",
            "01",
            "00",
            "x",
            "9223372036854775808",
            "1.5",
        ] {
            assert!(
                text.parse::<PersonId>().is_err(),
                "{text:?} is taken for an id"
            );
        }
    }
}
