//! Moments, their likes, and a person's album.

use serde::{Deserialize, Serialize};

use crate::audience::{Audience, Chosen};
use crate::comments::Comment;
use crate::errors::{ErrorCode, Refusal, check_text};
use crate::people::PeoplePage;
use crate::person::Person;
use crate::photos::{Photo, PhotoUse, check_photos};
use crate::{
    Check, Cursor, Graphemes, Handle, MomentId, PageQuery, PersonId, Timestamp, Topic, limits,
};

endpoint! {
    /// Posts a moment.
    PostMoment: Post "/api/v1/moments",
    keyed: true,
    request: PostMomentRequest,
    response: Moment,
    people: Moment::people,
    errors: [
        TextEmpty, TextInvalid, TextTooLong, TooManyPhotos, TooManyReminded, TooManyPeople, TagGone,
        PhotoGone, KeyMissing, KeyReused, NotFound, TooManyRequests,
    ],
}

endpoint! {
    /// Returns one moment.
    ReadMoment: Get "/api/v1/moments/{moment_id}",
    argument: MomentId,
    response: Moment,
    people: Moment::people,
    errors: [NotFound],
}

endpoint! {
    /// Changes the text of a moment of mine until its `edit_until`. Its likes and comments stay.
    SetMomentText: Put "/api/v1/moments/{moment_id}/text",
    argument: MomentId,
    request: SetTextRequest,
    response: Moment,
    people: Moment::people,
    errors: [NotFound, TextEmpty, TextInvalid, TextTooLong, EditTooLate],
}

endpoint! {
    /// Deletes a moment of mine for everybody, or undoes the deletion.
    ///
    /// An undo is accepted for `limits::UNDO_ACCEPTED_SECONDS` seconds.
    SetMomentDeleted: Put "/api/v1/moments/{moment_id}/deleted",
    argument: MomentId,
    request: SetDeletedRequest,
    errors: [NotFound, UndoTooLate],
}

endpoint! {
    /// Sets whether I like a moment. Returns its likes as I see them now.
    SetLike: Put "/api/v1/moments/{moment_id}/like",
    argument: MomentId,
    request: SetLikeRequest,
    response: Likes,
    people: |likes| likes.people.iter().collect(),
    errors: [NotFound, FriendsOnly, TooManyRequests],
}

endpoint! {
    /// The people who like a moment, as far as I may see them, the earliest like first.
    ListLikes: Get "/api/v1/moments/{moment_id}/likes",
    argument: MomentId,
    query: PageQuery,
    response: PeoplePage,
    people: PeoplePage::people,
    errors: [NotFound, CursorInvalid],
}

endpoint! {
    /// A person's moments that I may see, the newest first.
    ListAlbum: Get "/api/v1/people/{handle}/moments",
    argument: Handle,
    query: PageQuery,
    response: MomentsPage,
    people: |page| page.items.iter().flat_map(Moment::people).collect(),
    errors: [NotFound, CursorInvalid],
}

endpoint! {
    /// My moments as another person sees them, the newest first.
    ///
    /// Likes and comments are left out: which ones the person sees would tell me whom they know.
    // The people in it don't count as named: the answer shows them as the other person sees them.
    ViewMyAlbumAs: Get "/api/v1/people/{handle}/my-moments",
    argument: Handle,
    query: PageQuery,
    response: MomentsPage,
    errors: [NotFound, CursorInvalid],
}

endpoint! {
    /// The moments in my feed with a topic in their text, the newest first.
    ListTopic: Get "/api/v1/topics/{topic}/moments",
    argument: Topic,
    query: PageQuery,
    response: MomentsPage,
    people: |page| page.items.iter().flat_map(Moment::people).collect(),
    errors: [NotFound, CursorInvalid],
}

/// A moment as the reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Moment {
    /// The moment's id; ids are ordered by time.
    pub id: MomentId,
    /// The person who wrote it.
    pub author: Person,
    /// At most `limits::MOMENT_TEXT_MOST` characters; can be empty if there are photos.
    pub text: String,
    /// The name of a place, chosen by the author; empty if none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// The photos, at most `limits::PHOTOS_MOST`, in the author's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<Photo>,
    /// The kind of audience. Only the author gets the real value; everybody else gets `friends`.
    pub audience: Audience,
    /// The people and tags that the audience names. Left out unless the moment is mine.
    #[serde(default, skip_serializing_if = "Chosen::is_empty")]
    pub chosen: Chosen,
    /// Friends whom the author reminded to look, as far as I may know of them. Empty unless I am
    /// the author or was reminded, too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reminded: Vec<Person>,
    /// `true` if the author isn't my friend but lets strangers look: I can neither like the moment
    /// nor comment on it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_of_stranger: bool,
    /// Whether I muted the moment.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_muted: bool,
    /// When the server received it.
    pub created_at: Timestamp,
    /// Whether its text was changed after posting.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_edited: bool,
    /// Until when I may change its text. Left out unless the moment is mine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edit_until: Option<Timestamp>,
    /// Its likes that I may see.
    pub likes: Likes,
    /// The newest comments that I may see.
    pub comments: CommentsPreview,
}

impl Moment {
    /// All people whom it names: its author, the reminded friends, and the people who like it or
    /// comment on it.
    pub fn people(&self) -> Vec<&Person> {
        [&self.author]
            .into_iter()
            .chain(&self.reminded)
            .chain(&self.likes.people)
            .chain(self.comments.newest.iter().flat_map(Comment::people))
            .collect()
    }
}

/// The likes of a moment that the reader may see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Likes {
    /// The number of likes, including mine.
    pub count: u32,
    /// Whether I like it.
    pub is_mine: bool,
    /// The first `limits::LIKERS_SHOWN` people who like it, the earliest like first.
    pub people: Vec<Person>,
}

/// The newest comments of a moment that the reader may see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommentsPreview {
    /// How many there are.
    pub count: u32,
    /// The newest `limits::COMMENTS_SHOWN` comments, the oldest of them first.
    pub newest: Vec<Comment>,
}

/// A page of moments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MomentsPage {
    /// The moments, the newest first.
    pub items: Vec<Moment>,
    /// The cursor of the next page; `null` on the last page.
    pub next: Option<Cursor>,
}

/// A new moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PostMomentRequest {
    /// At most `limits::MOMENT_TEXT_MOST` characters; at least one if there are no photos.
    pub text: String,
    /// The name of a place, at most `limits::PLACE_MOST` characters; empty if none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// The photos, at most `limits::PHOTOS_MOST`, in the order in which they are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<PhotoUse>,
    /// The kind of audience that can see it.
    #[serde(default)]
    pub audience: Audience,
    /// The people and tags that the audience names.
    #[serde(default, skip_serializing_if = "Chosen::is_empty")]
    pub chosen: Chosen,
    /// Friends to remind to look, at most `limits::MENTIONS_MOST`. Friends who can't see the moment
    /// are left out.
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

/// The new text of a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetTextRequest {
    /// At most `limits::MOMENT_TEXT_MOST` characters; at least one if there are no photos.
    pub text: String,
}

impl Check for SetTextRequest {
    fn check(&self, graphemes: Graphemes) -> Result<(), Refusal> {
        // Only the server knows whether there are photos.
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
