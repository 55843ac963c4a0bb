//! What somebody writes: a moment or a comment, as it is kept in this browser until the server has
//! it.

use life_circle_wire::audience::{Audience, Chosen};
use life_circle_wire::comments::{Comment, PostCommentRequest};
use life_circle_wire::moments::PostMomentRequest;
use life_circle_wire::person::Person;
use life_circle_wire::photos::PhotoUse;
use life_circle_wire::{MomentId, PhotoId};
use serde::{Deserialize, Serialize};

use crate::data::uploads::Attachment;

/// A moment as its author writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MomentDraft {
    /// The text of the moment.
    pub text: String,
    /// The place that the moment names.
    pub place: String,
    /// The photos of the moment.
    pub photos: Vec<Attachment>,
    /// The people who can see the moment.
    pub audience: Audience,
    /// The people and tags that the audience is about.
    pub chosen: Chosen,
    /// The friends who are reminded to look at the moment.
    pub reminded: Vec<Person>,
}

impl MomentDraft {
    /// The request that posts the moment with these photos.
    pub fn request(&self, photos: Vec<PhotoUse>) -> PostMomentRequest {
        PostMomentRequest {
            text: self.text.clone(),
            place: self.place.clone(),
            photos,
            audience: self.audience,
            chosen: self.chosen.of(self.audience),
            reminded: self.reminded.iter().map(|person| person.id).collect(),
        }
    }

    /// The request as it can be checked before the photos are uploaded. They have no id yet, so the
    /// id is 0: only their number and their descriptions are checked.
    pub fn unsent_request(&self) -> PostMomentRequest {
        let photo = |photo: &Attachment| PhotoUse {
            id: PhotoId(0),
            alt: photo.alt.clone(),
        };
        self.request(self.photos.iter().map(photo).collect())
    }

    /// Whether there is something to lose.
    pub fn is_written(&self) -> bool {
        !self.text.trim().is_empty() || !self.place.trim().is_empty() || !self.photos.is_empty()
    }
}

/// A comment as its author writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentDraft {
    /// The moment to comment on.
    pub moment: MomentId,
    /// The text of the comment.
    pub text: String,
    /// The comment to reply to. `None` for a comment on the moment itself.
    pub reply_to: Option<Comment>,
}

impl CommentDraft {
    /// The request that posts the comment.
    pub fn request(&self) -> PostCommentRequest {
        PostCommentRequest {
            text: self.text.clone(),
            reply_to: self.reply_to.as_ref().map(|comment| comment.id),
        }
    }
}

/// What the outbox sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// A new moment.
    Moment(MomentDraft),
    /// A new comment.
    Comment(CommentDraft),
}

impl Content {
    /// The photos to upload.
    pub fn photos(&self) -> &[Attachment] {
        match self {
            Self::Moment(moment) => &moment.photos,
            Self::Comment(_) => &[],
        }
    }
}
