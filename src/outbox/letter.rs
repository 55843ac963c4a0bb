//! Something written: a moment or a comment, and how far it is.

use life_circle_wire::audience::{Audience, Chosen};
use life_circle_wire::comments::Comment;
use life_circle_wire::people::Person;
use life_circle_wire::{ErrorCode, MomentId};
use serde::{Deserialize, Serialize};

use crate::data::api::ApiError;
use crate::data::uploads::Attachment;

/// Something written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Draft {
    /// A moment.
    Moment {
        /// Its text.
        text: String,
        /// Where it is.
        #[serde(default)]
        place: String,
        /// Its photos.
        #[serde(default)]
        photos: Vec<Attachment>,
        /// Who can see it.
        audience: Audience,
        /// Which people and tags that is about.
        #[serde(default)]
        chosen: Chosen,
        /// Whom it reminds to look.
        #[serde(default)]
        reminded: Vec<Person>,
    },
    /// A comment.
    Comment {
        /// Under which moment.
        moment: MomentId,
        /// Its text.
        text: String,
        /// The comment it replies to.
        reply_to: Option<Comment>,
    },
}

impl Draft {
    /// Its photos.
    pub fn photos(&self) -> &[Attachment] {
        match self {
            Self::Moment { photos, .. } => photos,
            Self::Comment { .. } => &[],
        }
    }
}

/// How far a letter is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sending {
    /// It waits its turn.
    #[default]
    Waiting,
    /// It is on its way.
    OnItsWay,
    /// It couldn't be sent and will be tried again by itself.
    TryingAgain,
    /// The server refused it: the writer decides.
    Refused(ApiError),
}

impl Sending {
    /// Whether what it is for isn't there, or not any more.
    fn is_for_nothing(&self) -> bool {
        matches!(self, Self::Refused(error) if error.is_refusal(ErrorCode::NotFound))
    }

    /// A number for each of them.
    pub const fn step(&self) -> u8 {
        match self {
            Self::Waiting => 0,
            Self::OnItsWay => 1,
            Self::TryingAgain => 2,
            Self::Refused(_) => 3,
        }
    }
}

/// Something written, on its way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    /// When it was written, in milliseconds since 1970.
    pub(super) written_at: f64,
    /// Makes it exist once, however often it is sent.
    pub key: String,
    /// What was written.
    pub draft: Draft,
    /// How far it is; what is kept of that is whether it was refused: such a one isn't sent again by itself.
    #[serde(default)]
    pub sending: Sending,
}

impl Letter {
    /// The moment under which it stands, if it is a comment and that is there.
    pub fn stands_under(&self) -> Option<MomentId> {
        match &self.draft {
            Draft::Comment { moment, .. } if !self.sending.is_for_nothing() => Some(*moment),
            _ => None,
        }
    }
}
