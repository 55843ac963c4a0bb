//! Letters: a moment or a comment that was written, and how far it has been sent.

use life_circle_wire::audience::{Audience, Chosen};
use life_circle_wire::comments::Comment;
use life_circle_wire::people::Person;
use life_circle_wire::{ErrorCode, MomentId};
use serde::{Deserialize, Serialize};

use crate::data::api::ApiError;
use crate::data::uploads::Attachment;

/// What was written: a moment or a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Draft {
    /// A new moment.
    Moment {
        /// The moment's text.
        text: String,
        /// The place that the moment names.
        #[serde(default)]
        place: String,
        /// The moment's photos.
        #[serde(default)]
        photos: Vec<Attachment>,
        /// The audience of the moment.
        audience: Audience,
        /// The people and tags that the audience is about.
        #[serde(default)]
        chosen: Chosen,
        /// The people whom the moment reminds to look.
        #[serde(default)]
        reminded: Vec<Person>,
    },
    /// A new comment.
    Comment {
        /// The moment to comment on.
        moment: MomentId,
        /// The comment's text.
        text: String,
        /// The comment that this one replies to, if any.
        reply_to: Option<Comment>,
    },
}

impl Draft {
    /// The photos of a moment; empty for a comment.
    pub fn photos(&self) -> &[Attachment] {
        match self {
            Self::Moment { photos, .. } => photos,
            Self::Comment { .. } => &[],
        }
    }
}

/// How far a letter has been sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sending {
    /// The letter waits its turn.
    #[default]
    Waiting,
    /// The letter is being sent.
    OnItsWay,
    /// The letter couldn't be sent, and will be tried again automatically.
    TryingAgain,
    /// The server refused the letter. Its writer decides what to do.
    Refused(ApiError),
}

impl Sending {
    /// Whether the server refused it with `NotFound`: the moment to comment on doesn't exist (any
    /// more).
    fn is_for_nothing(&self) -> bool {
        matches!(self, Self::Refused(error) if error.is_refusal(ErrorCode::NotFound))
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
pub struct Letter {
    /// When it was written, in milliseconds since 1970.
    pub(super) written_at: f64,
    /// The `Idempotency-Key` it is sent with: it is created once, however often it is sent.
    pub key: String,
    /// The moment or comment that was written.
    pub draft: Draft,
    /// How far it has been sent. Only waiting and refused are stored: after a reload, a refused
    /// letter isn't sent again automatically.
    #[serde(default)]
    pub sending: Sending,
}

impl Letter {
    /// The moment to show a comment on. `None` if this is a moment, or if the comment was refused
    /// because its moment is gone.
    pub fn stands_under(&self) -> Option<MomentId> {
        match &self.draft {
            Draft::Comment { moment, .. } if !self.sending.is_for_nothing() => Some(*moment),
            _ => None,
        }
    }
}
