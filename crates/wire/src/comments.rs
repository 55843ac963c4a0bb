//! Comments under a moment.

use serde::{Deserialize, Serialize};

use crate::errors::{Refusal, check_text};
use crate::people::Person;
use crate::{Check, CommentId, Cursor, Graphemes, MomentId, PageQuery, Timestamp, limits};

endpoint! {
    /// The comments of a moment that I may see. Pages go from the newest back; within a page the oldest stands first.
    ListComments: Get "/api/v1/moments/{moment_id}/comments", argument: MomentId, query: PageQuery,
    response: CommentsPage, errors: [NotFound, CursorInvalid],
}

endpoint! {
    /// Comments on a moment, or replies to a comment of it.
    PostComment: Post "/api/v1/moments/{moment_id}/comments", keyed: true, argument: MomentId,
    request: PostCommentRequest, response: Comment,
    errors: [TextEmpty, TextTooLong, NotFound, FriendsOnly, KeyMissing, KeyReused, TooManyRequests],
}

endpoint! {
    /// How many people would see a comment of mine under a moment: exactly under my own, elsewhere at most, counted from
    /// friendships that I may know of.
    ReadCommentReach: Get "/api/v1/moments/{moment_id}/reach", argument: MomentId, response: CommentReach,
    errors: [NotFound],
}

endpoint! {
    /// Deletes a comment that I wrote, or that stands under a moment of mine. Replies to it stay.
    DeleteComment: Delete "/api/v1/comments/{comment_id}", argument: CommentId, errors: [NotFound],
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Comment {
    /// Ordered by time.
    pub id: CommentId,
    /// The moment it stands under.
    pub moment_id: MomentId,
    /// Who wrote it.
    pub author: Person,
    /// Whom it replies to.
    pub reply_to: Option<Person>,
    /// 1 to 500 characters.
    pub text: String,
    /// When the server took it.
    pub created_at: Timestamp,
}

/// How many people would see a comment of mine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommentReach {
    /// How many, without me. Under somebody else's moment: the author and all my friends.
    pub count: u32,
    /// Whether it is so many, or at most. A reply is seen by fewer: by those who also see whom it answers.
    pub is_exact: bool,
    /// Whether strangers see it, too, who may look at the moment.
    pub is_open: bool,
}

/// A page of comments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommentsPage {
    /// The oldest of the page first.
    pub items: Vec<Comment>,
    /// Where the page of older ones begins; nothing where there are none.
    pub next: Option<Cursor>,
}

/// A new comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PostCommentRequest {
    /// 1 to 500 characters.
    pub text: String,
    /// The comment it replies to.
    pub reply_to: Option<CommentId>,
}

impl Check for PostCommentRequest {
    fn check(&self, graphemes: Graphemes) -> Result<(), Refusal> {
        check_text(&self.text, 1, limits::COMMENT_TEXT_MOST, "text", graphemes)
    }
}
