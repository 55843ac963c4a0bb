//! Handlers for comments.

use life_circle_wire::comments::{
    Comment, CommentReach, CommentsPage, DeleteComment, ListComments, PostComment, ReadCommentReach,
};
use life_circle_wire::{CommentId, ErrorCode, Nothing};

use crate::http::call::Call;
use crate::http::cursors;
use crate::moments::reacting;
use crate::moments::sql::comments::NewComment;
use crate::moments::sql::{comments, moments};
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
    call.app.rate_limits.check_comment(viewer, call.argument)?;
    let new_id = call.app.ids.make();
    let mut write = call.app.database.write().await?;
    let moment_author = moments::authorize_reaction(&mut write, viewer, call.argument).await?;
    let id = write
        .once(&call.key(), new_id, async |write| {
            let reply_to = match call.request.reply_to {
                Some(target) => Some(
                    reacting::find_reply_target_author(write, viewer, call.argument, target)
                        .await?,
                ),
                None => None,
            };
            let new = NewComment {
                id: CommentId(new_id),
                moment: call.argument,
                moment_author,
                author: viewer,
                reply_to,
                text: call.request.text.trim(),
            };
            reacting::comment(write, &new, clock::now()).await
        })
        .await?;
    let comment = comments::find_comment(&mut write, viewer, CommentId(id)).await?;
    write.commit_found(comment).await
}

pub async fn read_comment_reach(call: Call<ReadCommentReach>) -> Result<CommentReach, Error> {
    let mut read = call.app.database.read().await?;
    reacting::read_reach(&mut read, call.viewer(), call.argument).await
}

pub async fn delete_comment(call: Call<DeleteComment>) -> Result<Nothing, Error> {
    let mut write = call.app.database.write().await?;
    reacting::delete_comment(&mut write, call.viewer(), call.argument).await?;
    write.commit().await?;
    Ok(Nothing {})
}
