//! Comments under a moment.

use serde::{Deserialize, Serialize};

use crate::errors::{Refusal, check_text};
use crate::person::Person;
use crate::{Check, CommentId, Cursor, Graphemes, MomentId, PageQuery, Timestamp, limits};

endpoint! {
    /// The comments of a moment that I may see.
    ///
    /// The first page has the newest comments, later pages have older ones. Within a page, the
    /// oldest comes first.
    ListComments: Get "/api/v1/moments/{moment_id}/comments",
    argument: MomentId,
    query: PageQuery,
    response: CommentsPage,
    people: |page| page.items.iter().flat_map(Comment::people).collect(),
    errors: [NotFound, CursorInvalid],
}

endpoint! {
    /// Comments on a moment, or replies to a comment of it.
    PostComment: Post "/api/v1/moments/{moment_id}/comments",
    keyed: true,
    argument: MomentId,
    request: PostCommentRequest,
    response: Comment,
    people: Comment::people,
    errors: [
        TextEmpty, TextInvalid, TextTooLong, NotFound, FriendsOnly, KeyMissing, KeyReused,
        TooManyRequests,
    ],
}

endpoint! {
    /// How many people would see a comment of mine under a moment.
    ///
    /// The number is exact under my own moments. Under other people's moments it is an upper bound,
    /// counted from friendships that I may know of.
    ReadCommentReach: Get "/api/v1/moments/{moment_id}/reach",
    argument: MomentId,
    response: CommentReach,
    errors: [NotFound],
}

endpoint! {
    /// Deletes a comment that I wrote, or one under a moment of mine. Replies to it stay.
    DeleteComment: Delete "/api/v1/comments/{comment_id}",
    argument: CommentId,
    errors: [NotFound],
}

/// A comment under a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Comment {
    /// The comment's id; ids are ordered by time.
    pub id: CommentId,
    /// The moment under which it was written.
    pub moment_id: MomentId,
    /// The person who wrote it.
    pub author: Person,
    /// The person to whom it replies. `null` if it is no reply, or if I may not see that person
    /// here.
    pub reply_to: Option<Person>,
    /// 1 to `limits::COMMENT_TEXT_MOST` characters.
    pub text: String,
    /// When the server received it.
    pub created_at: Timestamp,
}

impl Comment {
    /// The author, and the person to whom it replies.
    pub fn people(&self) -> Vec<&Person> {
        [&self.author].into_iter().chain(&self.reply_to).collect()
    }
}

/// How many people would see a comment of mine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommentReach {
    /// The number of people, without me. Under somebody else's moment: the author and all my
    /// friends.
    pub count: u32,
    /// `true` if `count` is exact, `false` if it is an upper bound. A reply is seen by fewer
    /// people: only those who also see the person to whom it replies.
    pub is_exact: bool,
    /// `true` if strangers who may look at the moment see the comment, too.
    pub is_open: bool,
}

/// A page of comments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommentsPage {
    /// The comments, the oldest of the page first.
    pub items: Vec<Comment>,
    /// The cursor of the page with older comments; `null` if there are none.
    pub next: Option<Cursor>,
}

/// A new comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PostCommentRequest {
    /// 1 to `limits::COMMENT_TEXT_MOST` characters.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub text: String,
    /// The comment it replies to.
    pub reply_to: Option<CommentId>,
}

impl Check for PostCommentRequest {
    fn check(&self, graphemes: Graphemes) -> Result<(), Refusal> {
        check_text(&self.text, 1, limits::COMMENT_TEXT_MOST, "text", graphemes)
    }
}
