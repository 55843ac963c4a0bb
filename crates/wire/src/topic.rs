//! A topic, as paths use it.

use std::fmt::{self, Display};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{ErrorCode, limits};

/// The words of a topic without `#`, as they were written. The server compares them folded: `#Lake`
/// and `#lake#` are the same topic.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Topic(String);

impl Topic {
    /// Makes a topic of words with or without `#`.
    pub fn of(words: &str) -> Self {
        Self(words.trim().trim_matches(['#', '＃']).trim().to_owned())
    }

    /// The words as they were written, without `#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads a topic from a percent-encoded path segment, as [`Display`] writes it. `None` if it
    /// isn't valid.
    pub fn from_path(text: &str) -> Option<Self> {
        let mut bytes = Vec::with_capacity(text.len());
        let mut rest = text.bytes();
        while let Some(byte) = rest.next() {
            let decoded = match byte {
                b'%' => {
                    let digits = [rest.next()?, rest.next()?];
                    u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
                }
                byte => byte,
            };
            bytes.push(decoded);
        }
        String::from_utf8(bytes).ok()?.parse().ok()
    }
}

/// Writes the topic as a path segment. Everything but ASCII letters, digits, `-` and `_` is
/// percent-encoded.
impl Display for Topic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0.bytes() {
            if byte.is_ascii_alphanumeric() || b"-_".contains(&byte) {
                write!(formatter, "{}", char::from(byte))?;
            } else {
                write!(formatter, "%{byte:02X}")?;
            }
        }
        Ok(())
    }
}

/// Reads a topic from a path segment that is already percent-decoded.
impl FromStr for Topic {
    type Err = ErrorCode;
    fn from_str(text: &str) -> Result<Self, ErrorCode> {
        let topic = Self::of(text);
        let length = topic.0.chars().count();
        let is_topic =
            (1..=limits::TOPIC_MOST).contains(&length) && !topic.0.contains(char::is_control);
        if is_topic {
            Ok(topic)
        } else {
            Err(ErrorCode::NotFound)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_its_words() {
        for text in ["#West Lake#", "West Lake", " ＃West Lake"] {
            assert_eq!(text.parse(), Ok(Topic::of("West Lake")), "{text}");
        }
        let topic = Topic::of("西湖 a/b");
        assert_eq!(topic.to_string(), "%E8%A5%BF%E6%B9%96%20a%2Fb");
        assert_eq!(Topic::from_path(&topic.to_string()), Some(topic));
        for path in ["%", "%4", "%zz", "%ff", ""] {
            assert_eq!(Topic::from_path(path), None, "{path}");
        }
        let longest = "湖".repeat(limits::TOPIC_MOST);
        assert!(longest.parse::<Topic>().is_ok());
        for text in ["", "##", "a\u{0}b", &format!("{longest}湖")] {
            assert_eq!(text.parse::<Topic>(), Err(ErrorCode::NotFound), "{text:?}");
        }
    }
}
