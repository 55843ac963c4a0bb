//! A person's handle: the name in links, unique on a server.

use std::fmt::{self, Display};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{ErrorCode, limits};

/// `limits::HANDLE` characters of `a`–`z`, `0`–`9` and `_`. Parsing turns capitals into lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Handle(String);

impl Handle {
    /// The handle's letters, without an `@`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Display for Handle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl FromStr for Handle {
    type Err = ErrorCode;
    fn from_str(text: &str) -> Result<Self, ErrorCode> {
        let folded = text.to_ascii_lowercase();
        let is_valid = limits::HANDLE.contains(&folded.len()) && folded.bytes().all(is_handle_byte);
        if is_valid {
            Ok(Self(folded))
        } else {
            Err(ErrorCode::HandleInvalid)
        }
    }
}

/// Whether a handle in lower case can contain this byte.
pub(crate) fn is_handle_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'
}

impl From<Handle> for String {
    fn from(handle: Handle) -> Self {
        handle.0
    }
}

impl TryFrom<String> for Handle {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map_err(ErrorCode::as_str)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Handle {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Handle".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[a-z0-9_]{3,30}$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_folded() {
        assert_eq!(
            "Li_Lei9".parse::<Handle>().map(String::from),
            Ok("li_lei9".to_owned())
        );
    }

    #[test]
    fn what_is_too_short_too_long_or_of_other_letters_is_no_handle() {
        let long = "a".repeat(31);
        for text in [
            "",
            "ab",
            &long,
            "王芳芳",
            "a b c",
            "li-lei",
            "@lilei",
            "ﬁfi",
        ] {
            assert_eq!(
                text.parse::<Handle>(),
                Err(ErrorCode::HandleInvalid),
                "{text:?}"
            );
        }
    }
}
