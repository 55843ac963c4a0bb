//! A moment or a comment on its way to the server, and how far it is.

use life_circle_wire::{ErrorCode, MomentId};
use serde::{Deserialize, Serialize};

use super::draft::{CommentDraft, Content};
use crate::data::api::ApiError;

/// How far something has been sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Delivery {
    /// It waits its turn.
    #[default]
    Waiting,
    /// It is being sent.
    OnItsWay,
    /// It couldn't be sent, and will be tried again automatically.
    TryingAgain,
    /// The server refused it. Its writer decides what to do.
    Refused(ApiError),
}

impl Delivery {
    /// Whether the server refused it with `NotFound`: the moment to comment on doesn't exist (any
    /// more).
    fn is_for_nothing(&self) -> bool {
        matches!(self, Self::Refused(error) if error.is_refusal(ErrorCode::NotFound))
    }

    /// Whether the server refused it.
    pub(super) fn is_refused(&self) -> bool {
        matches!(self, Self::Refused(_))
    }

    /// A number for each variant, for the key of a list row.
    pub const fn step(&self) -> u8 {
        match self {
            Self::Waiting => 0,
            Self::OnItsWay => 1,
            Self::TryingAgain => 2,
            Self::Refused(_) => 3,
        }
    }
}

/// Something written that the server hasn't confirmed yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outgoing {
    /// When it was written, in milliseconds since 1970.
    pub(super) written_at: f64,
    /// The `Idempotency-Key` it is sent with: it is created once, however often it is sent.
    pub key: String,
    /// The moment or comment that was written. Stored as `draft`, its former name: browsers still
    /// have such records.
    #[serde(rename = "draft")]
    pub content: Content,
    /// How far it has been sent. After a reload, what was refused isn't sent again automatically,
    /// and what may be on its way isn't offered to be discarded: in no tab.
    #[serde(rename = "sending", default)]
    pub delivery: Delivery,
    /// Whether this browser stores it. If it is gone from there, another tab has sent or discarded
    /// it.
    #[serde(skip)]
    pub(super) is_stored: bool,
}

impl Outgoing {
    /// The moment to show a comment under. `None` if this is a moment, or if the comment was
    /// refused because its moment is gone.
    pub fn stands_under(&self) -> Option<MomentId> {
        match &self.content {
            Content::Comment(CommentDraft { moment, .. }) if !self.delivery.is_for_nothing() => {
                Some(*moment)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_keeps_from_before_is_still_read() {
        let kept = r#"{"written_at":1.0,"key":"k","draft":{"Moment":{"text":"hi",
            "audience":"friends"}},"sending":"Waiting"}"#;
        let outgoing: Outgoing = serde_json::from_str(kept).expect("it is read");
        let Content::Moment(moment) = outgoing.content else {
            panic!("a moment");
        };
        assert_eq!(moment.text, "hi");
        let kept = r#"{"written_at":1.0,"key":"k","draft":{"Comment":{"moment":"7",
            "text":"ho","reply_to":null}},"sending":{"Refused":"Offline"}}"#;
        let outgoing: Outgoing = serde_json::from_str(kept).expect("it is read");
        assert_eq!(outgoing.stands_under(), Some(MomentId(7)));
    }
}
