//! Moments, their likes, and a person's album.

use serde::{Deserialize, Serialize};

use crate::audience::{Audience, Chosen};
use crate::comments::Comment;
use crate::errors::{ErrorCode, Refusal, check_text};
use crate::people::{PeoplePage, Person};
use crate::photos::{Photo, PhotoUse, check_photos};
use crate::{
    Check, Cursor, Graphemes, Handle, MomentId, PageQuery, PersonId, Timestamp, Topic, limits,
};

endpoint! {
    /// Posts a moment.
    PostMoment: Post "/api/v1/moments", keyed: true, request: PostMomentRequest, response: Moment,
    errors: [
        TextEmpty, TextTooLong, TooManyPhotos, TooManyReminded, TooManyPeople, TagGone, PhotoGone, KeyMissing, KeyReused, NotFound,
        TooManyRequests
    ],
}

endpoint! {
    /// One moment.
    ReadMoment: Get "/api/v1/moments/{moment_id}", argument: MomentId, response: Moment, errors: [NotFound],
}

endpoint! {
    /// Changes the text of a moment of mine, as long as its `edit_until` says; its likes and comments stay.
    SetMomentText: Put "/api/v1/moments/{moment_id}/text", argument: MomentId, request: SetTextRequest, response: Moment,
    errors: [NotFound, TextEmpty, TextTooLong, EditTooLate],
}

endpoint! {
    /// Deletes a moment of mine, from everybody at once; or undoes that within ten seconds.
    SetMomentDeleted: Put "/api/v1/moments/{moment_id}/deleted", argument: MomentId, request: SetDeletedRequest,
    errors: [NotFound, UndoTooLate],
}

endpoint! {
    /// Sets whether I like a moment, and gives its likes as I see them now.
    SetLike: Put "/api/v1/moments/{moment_id}/like", argument: MomentId, request: SetLikeRequest, response: Likes,
    errors: [NotFound, FriendsOnly, TooManyRequests],
}

endpoint! {
    /// Who likes a moment, of those whom I may see, the first first.
    ListLikes: Get "/api/v1/moments/{moment_id}/likes", argument: MomentId, query: PageQuery, response: PeoplePage,
    errors: [NotFound, CursorInvalid],
}

endpoint! {
    /// A person's moments that I may see, the newest first.
    ListAlbum: Get "/api/v1/people/{handle}/moments", argument: Handle, query: PageQuery, response: MomentsPage,
    errors: [NotFound, CursorInvalid],
}

endpoint! {
    /// My moments as a person sees them, the newest first: without likes and comments, which would tell whom they know.
    ViewMyAlbumAs: Get "/api/v1/people/{handle}/my-moments", argument: Handle, query: PageQuery, response: MomentsPage,
    errors: [NotFound, CursorInvalid],
}

endpoint! {
    /// The moments in my feed with a topic in their text, the newest first.
    ListTopic: Get "/api/v1/topics/{topic}/moments", argument: Topic, query: PageQuery, response: MomentsPage,
    errors: [NotFound, CursorInvalid],
}

/// A moment as the reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Moment {
    /// Ordered by time.
    pub id: MomentId,
    /// Who wrote it.
    pub author: Person,
    /// At most 2,000 characters; can be empty where there are photos.
    pub text: String,
    /// Where, as the author says; empty for nowhere.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// At most nine, in the author's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<Photo>,
    /// Who can see it; to others than its author, `friends`, whatever it is.
    pub audience: Audience,
    /// Which people and tags that is about; nothing, unless it is mine.
    #[serde(default, skip_serializing_if = "Chosen::is_empty")]
    pub chosen: Chosen,
    /// Friends whom the author reminded to look, as far as I may know of them; nobody, unless I am the author or one of
    /// them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reminded: Vec<Person>,
    /// Whether its author is no friend of mine, but lets strangers look: I can neither like it nor comment.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_of_stranger: bool,
    /// Whether I muted it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_muted: bool,
    /// When the server took it.
    pub created_at: Timestamp,
    /// Whether its text was changed since.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_edited: bool,
    /// Until when I may change its text; nothing, unless it is mine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edit_until: Option<Timestamp>,
    /// Its likes that I may see.
    pub likes: Likes,
    /// The newest comments that I may see.
    pub comments: CommentsPreview,
}

/// The likes of a moment that the reader may see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Likes {
    /// How many, mine among them.
    pub count: u32,
    /// Whether I like it.
    pub is_mine: bool,
    /// The first twenty, the first first.
    pub people: Vec<Person>,
}

/// The newest comments of a moment that the reader may see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommentsPreview {
    /// How many there are.
    pub count: u32,
    /// The newest three, the oldest of them first.
    pub newest: Vec<Comment>,
}

/// A page of moments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MomentsPage {
    /// The newest first.
    pub items: Vec<Moment>,
    /// Where the next page begins; nothing at the end.
    pub next: Option<Cursor>,
}

/// A new moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PostMomentRequest {
    /// At most 2,000 characters, and one at least where there are no photos.
    pub text: String,
    /// Where, at most 40 characters; empty for nowhere.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// At most nine, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<PhotoUse>,
    /// Who can see it.
    #[serde(default)]
    pub audience: Audience,
    /// Which people and tags that is about.
    #[serde(default, skip_serializing_if = "Chosen::is_empty")]
    pub chosen: Chosen,
    /// Friends to remind to look, at most ten; who can't see it isn't reminded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reminded: Vec<PersonId>,
}

impl Check for PostMomentRequest {
    fn check(&self, graphemes: Graphemes) -> Result<(), Refusal> {
        let least = usize::from(self.photos.is_empty());
        check_text(
            &self.text,
            least,
            limits::MOMENT_TEXT_MOST,
            "text",
            graphemes,
        )?;
        check_text(&self.place, 0, limits::PLACE_MOST, "place", graphemes)?;
        check_photos(&self.photos, graphemes)?;
        self.chosen.check()?;
        if self.reminded.len() > limits::MENTIONS_MOST {
            return Err(Refusal {
                code: ErrorCode::TooManyReminded,
                field: "reminded",
            });
        }
        Ok(())
    }
}

/// Another text of a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetTextRequest {
    /// At most 2,000 characters, and one at least where there are no photos.
    pub text: String,
}

impl Check for SetTextRequest {
    fn check(&self, graphemes: Graphemes) -> Result<(), Refusal> {
        // Whether there are photos only the server knows.
        check_text(&self.text, 0, limits::MOMENT_TEXT_MOST, "text", graphemes)
    }
}

/// Whether a moment is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetDeletedRequest {
    /// `false` undoes the deletion.
    pub deleted: bool,
}

impl Check for SetDeletedRequest {}

/// Whether I like a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetLikeRequest {
    /// `false` takes the like back.
    pub liked: bool,
}

impl Check for SetLikeRequest {}
