//! A person, as they appear wherever somebody is named.

use serde::{Deserialize, Serialize};

use crate::{Handle, Normalize, PersonId, PhotoId, fold};

/// A person as the reader sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Person {
    /// The person's id, which never changes.
    pub id: PersonId,
    /// The name in links.
    pub handle: Handle,
    /// The name they gave themselves, `limits::DISPLAY_NAME` characters.
    pub display_name: String,
    /// The name that I gave them for myself; empty if none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
    /// Their picture, if they have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avatar: Option<PhotoId>,
}

impl Person {
    /// The name that I see: the one I gave them, else their own.
    pub fn name(&self) -> &str {
        if self.remark.is_empty() {
            &self.display_name
        } else {
            &self.remark
        }
    }

    /// Whether `begun` is the beginning of their handle, or a part of one of their names. `begun`
    /// must be folded.
    pub fn is_called(&self, begun: &str, nfkc: Normalize) -> bool {
        let holds = |name: &str| fold(name, nfkc).contains(begun);
        self.handle.as_str().starts_with(begun) || holds(&self.display_name) || holds(&self.remark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_found_by_handle_and_by_any_part_of_a_name() {
        let person = Person {
            id: PersonId(1),
            handle: "wang_fang".parse().expect("a handle"),
            display_name: "王芳 Fanny".to_owned(),
            remark: "表妹".to_owned(),
            avatar: None,
        };
        for begun in ["", "wang", "芳", "fann", "妹"] {
            assert!(person.is_called(begun, str::to_owned), "{begun}");
        }
        assert!(
            !person.is_called("fang_", str::to_owned),
            "a handle is written from its beginning"
        );
    }
}
