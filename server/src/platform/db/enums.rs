//! Enums as the database stores them: by the names that the API gives their variants.

use std::fmt::{self, Display, Formatter};

use serde::Serialize;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer as _};

/// Writes the name of a variant.
struct Name<T>(T);

impl<T: Serialize> Display for Name<T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        self.0.serialize(formatter)
    }
}

/// The text that stores a variant without fields.
pub(crate) fn encode_enum(variant: impl Serialize) -> String {
    Name(variant).to_string()
}

/// The variant that a text stores; `None` if the API knows no such name.
pub(crate) fn decode_enum<T: DeserializeOwned>(name: &str) -> Option<T> {
    let name: StrDeserializer<'_, Error> = name.into_deserializer();
    T::deserialize(name).ok()
}

#[cfg(test)]
mod tests {
    use life_circle_wire::notifications::NotificationKind;
    use life_circle_wire::people::Relation;
    use life_circle_wire::reports::Reason;

    use super::*;

    #[test]
    fn a_reason_is_stored_as_the_api_says_it() {
        for reason in Reason::ALL {
            let said = serde_json::to_value(reason).expect("a reason is a text");
            assert_eq!(said, encode_enum(reason));
            assert_eq!(decode_enum(&encode_enum(reason)), Some(reason));
        }
        assert_eq!(encode_enum(Reason::SelfHarm), "self_harm");
    }

    #[test]
    fn an_unknown_name_is_no_variant_unless_the_api_has_one_for_it() {
        assert_eq!(decode_enum::<Relation>("cousin"), None);
        assert_eq!(
            decode_enum::<NotificationKind>("cousin"),
            Some(NotificationKind::Unknown)
        );
    }
}
