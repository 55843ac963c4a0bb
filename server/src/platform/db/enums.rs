//! Enums as the database stores them: by the names that the API gives their variants.

use std::fmt::{self, Display, Formatter};

use anyhow::anyhow;
use serde::Serialize;
use serde::de::value::{Error as UnknownName, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer as _};

use crate::Error;

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

/// The variant that a text stores. Fails for a text that stores no variant, also if the API reads
/// every unknown name as one (`serde(other)`): a table with such a text is damaged, or was written
/// by a newer version.
pub(crate) fn decode_enum<T: Serialize + DeserializeOwned>(name: &str) -> Result<T, Error> {
    let text: StrDeserializer<'_, UnknownName> = name.into_deserializer();
    T::deserialize(text)
        .ok()
        .filter(|variant| encode_enum(variant) == name)
        .ok_or_else(|| {
            let kind = std::any::type_name::<T>();
            Error::internal(anyhow!("the table has {name:?}, which is no {kind}"))
        })
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use life_circle_wire::audience::Audience;
    use life_circle_wire::notifications::NotificationKind;
    use life_circle_wire::people::Relation;
    use life_circle_wire::reports::Reason;

    use super::*;

    /// Checks the text that stores a variant: the rows of existing databases have it.
    fn assert_stored<T>(variant: T, name: &str)
    where
        T: Copy + Debug + PartialEq + Serialize + DeserializeOwned,
    {
        assert_eq!(encode_enum(variant), name);
        assert_eq!(decode_enum::<T>(name).ok(), Some(variant), "{name}");
    }

    #[test]
    fn a_reason_is_stored_as_the_api_says_it() {
        for reason in Reason::ALL {
            let said = serde_json::to_value(reason).expect("a reason is a text");
            assert_eq!(said, encode_enum(reason));
            assert_stored(reason, &encode_enum(reason));
        }
        assert_eq!(encode_enum(Reason::SelfHarm), "self_harm");
    }

    #[test]
    fn the_kinds_of_notification_keep_their_stored_names() {
        assert_stored(NotificationKind::Like, "like");
        assert_stored(NotificationKind::Comment, "comment");
        assert_stored(NotificationKind::Reply, "reply");
        assert_stored(NotificationKind::Mention, "mention");
        assert_stored(NotificationKind::Request, "request");
        assert_stored(NotificationKind::Acceptance, "acceptance");
    }

    #[test]
    fn audiences_keep_their_stored_names() {
        assert_stored(Audience::Friends, "friends");
        assert_stored(Audience::OnlyMe, "only_me");
        assert_stored(Audience::Only, "only");
        assert_stored(Audience::Except, "except");
    }

    #[test]
    fn relations_keep_the_names_that_the_statements_give() {
        assert_stored(Relation::Me, "me");
        assert_stored(Relation::Friend, "friend");
        assert_stored(Relation::Requested, "requested");
        assert_stored(Relation::Requesting, "requesting");
        assert_stored(Relation::Blocked, "blocked");
        assert_stored(Relation::Stranger, "stranger");
    }

    #[test]
    fn an_unknown_name_is_refused_even_if_the_api_has_a_variant_for_it() {
        assert!(decode_enum::<Relation>("cousin").is_err());
        assert!(decode_enum::<NotificationKind>("cousin").is_err());
    }
}
