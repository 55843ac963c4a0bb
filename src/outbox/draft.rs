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

    /// The audience in a form that can be compared: without choices that don't count for it, and
    /// sorted.
    fn comparable_audience(&self) -> (Audience, Chosen) {
        let mut chosen = self.chosen.of(self.audience);
        chosen.people.sort_unstable();
        chosen.tags.sort_unstable();
        (self.audience, chosen)
    }

    /// Merges an unsent moment with the one that was begun. If their audiences differ, the result
    /// is for `OnlyMe`: merging must never show a text to more people than it was written for. The
    /// flag is `true` in that case.
    pub fn merged_with(self, begun: Self) -> (Self, bool) {
        let is_begun = !begun.text.is_empty() || !begun.photos.is_empty();
        let audiences_differ =
            is_begun && self.comparable_audience() != begun.comparable_audience();
        let text = match begun.text {
            none if none.is_empty() => self.text,
            text => format!("{}\n{text}", self.text),
        };
        let others = begun
            .reminded
            .into_iter()
            .filter(|person| !self.reminded.contains(person));
        let reminded = self.reminded.iter().cloned().chain(others).collect();
        let merged = Self {
            text,
            place: if begun.place.is_empty() {
                self.place
            } else {
                begun.place
            },
            photos: [self.photos, begun.photos].concat(),
            audience: if audiences_differ {
                Audience::OnlyMe
            } else {
                self.audience
            },
            chosen: self.chosen,
            reminded,
        };
        (merged, audiences_differ)
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

#[cfg(test)]
mod tests {
    use life_circle_wire::TagId;

    use super::*;

    fn written(text: &str, audience: Audience, tags: &[i64]) -> MomentDraft {
        let chosen = Chosen {
            tags: tags.iter().copied().map(TagId).collect(),
            ..Chosen::default()
        };
        MomentDraft {
            text: text.to_owned(),
            audience,
            chosen,
            ..MomentDraft::default()
        }
    }

    #[test]
    fn what_comes_back_is_merged_with_what_was_begun() {
        let unsent = written("unsent", Audience::Friends, &[]);
        assert_eq!(
            unsent.clone().merged_with(MomentDraft::default()),
            (unsent.clone(), false)
        );
        // The writer chose a tag first, and then all friends: the tag doesn't count.
        let begun = MomentDraft {
            place: "断桥".to_owned(),
            ..written("begun", Audience::Friends, &[1])
        };
        let (joined, audiences_differ) = unsent.clone().merged_with(begun);
        assert!(!audiences_differ);
        assert_eq!(
            (joined.text.as_str(), joined.place.as_str()),
            ("unsent\nbegun", "断桥")
        );
        assert_eq!(joined.audience, Audience::Friends);
        let begun = MomentDraft {
            place: "断桥".to_owned(),
            ..written("", Audience::OnlyMe, &[])
        };
        let (joined, audiences_differ) = unsent.merged_with(begun);
        assert_eq!(
            (joined.audience, audiences_differ),
            (Audience::Friends, false),
            "nothing was written for nobody"
        );
        assert_eq!(
            (joined.text.as_str(), joined.place.as_str()),
            ("unsent", "断桥")
        );
    }

    #[test]
    fn what_was_for_others_is_for_nobody_else() {
        let unsent = written("unsent", Audience::Only, &[1, 2]);
        let same = unsent
            .clone()
            .merged_with(written("begun", Audience::Only, &[2, 1]));
        assert_eq!((same.0.audience, same.1), (Audience::Only, false));
        for begun in [
            written("begun", Audience::Only, &[1]),
            written("begun", Audience::Friends, &[]),
        ] {
            let (joined, audiences_differ) = unsent.clone().merged_with(begun);
            assert_eq!(
                (joined.audience, audiences_differ),
                (Audience::OnlyMe, true)
            );
        }
    }
}
