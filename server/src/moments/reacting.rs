//! Reactions to a moment: adds likes and comments, takes them back, and tells the people concerned.
//! Also says how many people would see a comment.

use life_circle_wire::comments::CommentReach;
use life_circle_wire::{CommentId, ErrorCode, MomentId, PersonId, Refusal, Timestamp};

use super::sql::comments::{NewComment, ReplyTarget};
use super::sql::likes::NewLike;
use super::sql::{comments, likes, moments};
use crate::Error;
use crate::inbox::notifying::{NotifiedEvent, WrittenText, notify, tell_of_comment};
use crate::platform::db::{Connection, Write};
use crate::platform::news::News;
use crate::relations::sql::friends;

/// Adds a like, unless it is there, and notifies the moment's author.
pub async fn like(write: &mut Write, new: &NewLike, now: Timestamp) -> Result<(), Error> {
    likes::insert_like(write, new).await?;
    write.tell(News::Reaction {
        author: new.moment_author,
        moment: new.moment,
        person: new.person,
        target: None,
    });
    let event = NotifiedEvent::Like(new.moment);
    notify(write, &[new.moment_author], new.person, event, now).await
}

/// Takes a person's like back. Its notification is shown only as long as the like is there.
pub async fn unlike(
    write: &mut Write,
    moment: MomentId,
    moment_author: PersonId,
    person: PersonId,
) -> Result<(), Error> {
    likes::delete_like(write, moment, person).await?;
    write.tell(News::Reaction {
        author: moment_author,
        moment,
        person,
        target: None,
    });
    Ok(())
}

/// Adds a comment, and notifies the moment's author and the people whom it replies to or mentions.
pub async fn comment(write: &mut Write, new: &NewComment<'_>, now: Timestamp) -> Result<(), Error> {
    comments::insert_comment(write, new).await?;
    let written = WrittenText {
        author: new.author,
        moment: new.moment,
        comment: Some(new.id),
        text: new.text,
        at: now,
    };
    tell_of_comment(write, &written, new.moment_author, new.reply_to).await?;
    write.tell(News::Reaction {
        author: new.moment_author,
        moment: new.moment,
        person: new.author,
        target: new.reply_to,
    });
    Ok(())
}

/// The author of the comment that a new one replies to. Fails with `NotFound` if that comment isn't
/// visible to the viewer under the same moment; the error names the field `reply_to`.
pub async fn find_reply_target_author(
    connection: &mut Connection,
    viewer: PersonId,
    moment: MomentId,
    target: CommentId,
) -> Result<PersonId, Error> {
    let target = comments::find_comment(connection, viewer, target).await?;
    let target = target.filter(|target| target.moment_id == moment);
    let target = target.ok_or(Refusal {
        code: ErrorCode::NotFound,
        field: "reply_to",
    })?;
    Ok(target.author.id)
}

/// Deletes a comment that the viewer wrote, or one under a moment of the viewer. Otherwise fails
/// with `NotFound`.
pub async fn delete_comment(
    write: &mut Write,
    viewer: PersonId,
    id: CommentId,
) -> Result<(), Error> {
    // People who can't see a comment and people who may not delete it get the same answer.
    let comment = comments::find_comment(write, viewer, id)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    let target = comments::find_reply_target(write, id).await?;
    if !comments::delete_comment(write, viewer, id).await? {
        return Err(ErrorCode::NotFound.into());
    }
    let moment = comment.moment_id;
    if let Some(author) = moments::find_visible_author(write, viewer, moment).await? {
        let reaction = |target| News::Reaction {
            author,
            moment,
            person: comment.author.id,
            target,
        };
        // Read from the database, since the viewer may not see whom the comment replied to.
        write.tell(match target {
            ReplyTarget::Nobody => reaction(None),
            ReplyTarget::Person(target) => reaction(Some(target)),
            ReplyTarget::Gone => News::VisibilityChanged(vec![author, viewer]),
        });
    }
    Ok(())
}

/// How many people would see a comment of the viewer under a moment. Fails with `NotFound` if the
/// viewer can't see the moment.
pub async fn read_reach(
    connection: &mut Connection,
    viewer: PersonId,
    moment: MomentId,
) -> Result<CommentReach, Error> {
    let author = moments::find_visible_author(connection, viewer, moment)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    if author == viewer {
        return Ok(CommentReach {
            count: comments::count_readers(connection, viewer, moment).await?,
            is_exact: true,
            is_open: moments::is_open(connection, viewer, moment).await?,
        });
    }
    // Only the author and my friends see my comment. Counting only the friends who are also the
    // author's would give a smaller number. But compared with the common friends that are named, it
    // would reveal the friends who don't want to be named.
    let count = friends::count_all_friends(connection, viewer).await?;
    let is_friend = friends::are_friends(connection, viewer, author).await?;
    Ok(CommentReach {
        count: count + u32::from(!is_friend),
        is_exact: false,
        is_open: false,
    })
}
