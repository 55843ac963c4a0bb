//! Answers to a moment: adds likes and comments, and tells the people concerned.

use life_circle_wire::{MomentId, PersonId, Timestamp};

use super::sql::comments::NewComment;
use super::sql::likes::NewLike;
use super::sql::{comments, likes};
use crate::Error;
use crate::inbox::telling::{Because, Written, notify, tell_of_comment};
use crate::platform::db::Write;
use crate::platform::news::News;

/// Adds a like, unless it is there, and notifies the moment's author.
pub async fn like(write: &mut Write, new: &NewLike, now: Timestamp) -> Result<(), Error> {
    likes::insert_like(write, new).await?;
    write.tell(News::Reaction(
        new.moment_author,
        new.moment,
        new.person,
        None,
    ));
    let because = Because::Like(new.moment);
    notify(write, &[new.moment_author], new.person, because, now).await
}

/// Takes a person's like back. Its notification is shown only as long as the like is there.
pub async fn unlike(
    write: &mut Write,
    moment: MomentId,
    moment_author: PersonId,
    person: PersonId,
) -> Result<(), Error> {
    likes::delete_like(write, moment, person).await?;
    write.tell(News::Reaction(moment_author, moment, person, None));
    Ok(())
}

/// Adds a comment, and notifies the moment's author and the people whom it replies to or mentions.
pub async fn comment(write: &mut Write, new: &NewComment<'_>, now: Timestamp) -> Result<(), Error> {
    comments::insert_comment(write, new).await?;
    let written = Written {
        author: new.author,
        moment: new.moment,
        comment: Some(new.id),
        text: new.text,
        at: now,
    };
    tell_of_comment(write, &written, new.moment_author, new.reply_to).await?;
    write.tell(News::Reaction(
        new.moment_author,
        new.moment,
        new.author,
        new.reply_to,
    ));
    Ok(())
}
