//! Handlers for comments.

use life_circle_wire::comments::{
    Comment, CommentReach, CommentsPage, DeleteComment, ListComments, PostComment, ReadCommentReach,
};
use life_circle_wire::{CommentId, ErrorCode, Nothing, PersonId, Refusal};

use crate::http::call::Call;
use crate::http::cursors;
use crate::moments::answering;
use crate::moments::sql::comments::{NewComment, ReplyTarget};
use crate::moments::sql::{comments, moments};
use crate::platform::db::Write;
use crate::platform::news::News;
use crate::relations::sql::friends;
use crate::{Error, clock};

pub async fn list_comments(call: Call<ListComments>) -> Result<CommentsPage, Error> {
    let before = cursors::decode(call.query.cursor.as_ref(), i64::MAX)?;
    let limit = call.query.limit();
    let mut read = call.app.database.read().await?;
    moments::find_visible_author(&mut read, call.viewer(), call.argument)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    let found =
        comments::list_comments(&mut read, call.viewer(), call.argument, before, limit + 1).await?;
    let (mut items, next) = cursors::cut_by(found, limit, |comment| &comment.id.0);
    items.reverse();
    Ok(CommentsPage { items, next })
}

pub async fn post_comment(call: Call<PostComment>) -> Result<Comment, Error> {
    let viewer = call.viewer();
    let new_id = call.app.ids.make();
    let mut write = call.app.database.write().await?;
    let moment_author = moments::authorize_reaction(&mut write, viewer, call.argument).await?;
    let id = write
        .once(&call.key(), new_id, async |write| {
            let new = NewComment {
                id: CommentId(new_id),
                moment: call.argument,
                moment_author,
                author: viewer,
                reply_to: find_answered(&call, write).await?,
                text: call.request.text.trim(),
            };
            answering::comment(write, &new, clock::now()).await
        })
        .await?;
    let comment = comments::find_comment(&mut write, viewer, CommentId(id)).await?;
    write.commit_found(comment).await
}

/// The author of the comment that a new one replies to; `None` if it is no reply. Fails with
/// `NotFound` if that comment isn't visible to the viewer under the same moment.
async fn find_answered(
    call: &Call<PostComment>,
    write: &mut Write,
) -> Result<Option<PersonId>, Error> {
    let Some(target) = call.request.reply_to else {
        return Ok(None);
    };
    let target = comments::find_comment(write, call.viewer(), target).await?;
    let target = target.filter(|target| target.moment_id == call.argument);
    let target = target.ok_or(Refusal {
        code: ErrorCode::NotFound,
        field: "reply_to",
    })?;
    Ok(Some(target.author.id))
}

pub async fn read_comment_reach(call: Call<ReadCommentReach>) -> Result<CommentReach, Error> {
    let viewer = call.viewer();
    let moment = call.argument;
    let mut read = call.app.database.read().await?;
    let author = moments::find_visible_author(&mut read, viewer, moment)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    if author == viewer {
        let count = comments::count_readers(&mut read, viewer, moment).await?;
        return Ok(CommentReach {
            count,
            is_exact: true,
            is_open: moments::is_open(&mut read, viewer, moment).await?,
        });
    }
    // Only the author and my friends see my comment. Counting only the friends who are also the
    // author's would give a smaller number. But compared with the common friends that are named, it
    // would reveal the friends who don't want to be named.
    let count = friends::count_all_friends(&mut read, viewer).await?;
    let count = count
        + u32::from(
            friends::find_friends_since(&mut read, viewer, author)
                .await?
                .is_none(),
        );
    Ok(CommentReach {
        count,
        is_exact: false,
        is_open: false,
    })
}

pub async fn delete_comment(call: Call<DeleteComment>) -> Result<Nothing, Error> {
    let mut write = call.app.database.write().await?;
    // People who can't see a comment and people who may not delete it get the same answer.
    let comment = comments::find_comment(&mut write, call.viewer(), call.argument)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    let target = comments::find_reply_target(&mut write, call.argument).await?;
    if !comments::delete_comment(&mut write, call.viewer(), call.argument).await? {
        return Err(ErrorCode::NotFound.into());
    }
    if let Some(author) =
        moments::find_visible_author(&mut write, call.viewer(), comment.moment_id).await?
    {
        let reaction =
            |target| News::Reaction(author, comment.moment_id, comment.author.id, target);
        // Read from the database, since the viewer may not see whom the comment replied to.
        write.tell(match target {
            ReplyTarget::Nobody => reaction(None),
            ReplyTarget::Person(target) => reaction(Some(target)),
            ReplyTarget::Gone => News::VisibilityChanged(vec![author, call.viewer()]),
        });
    }
    write.commit().await?;
    Ok(Nothing {})
}
