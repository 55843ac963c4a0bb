//! Editing a moment: its author may change the text for a while.

use life_circle_wire::search::words_of_moment;
use life_circle_wire::{ErrorCode, MomentId, PersonId, Timestamp};

use super::sql::words::set_words;
use super::sql::{topics, writing};
use crate::inbox::notifying::{WrittenText, tell_of_edit};
use crate::platform::db::Write;
use crate::platform::news::News;
use crate::{Error, fold};

/// Sets the text of a moment, with its topics, and notifies the people whom it mentions now. Fails
/// with `NotFound` if the author has no such moment, with `TextEmpty` if nothing would be left of
/// it, and with `EditTooLate`.
pub async fn set_text(
    write: &mut Write,
    author: PersonId,
    id: MomentId,
    text: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let editable = writing::find_editable(write, author, id)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    if text.is_empty() && editable.photos == 0 {
        return Err(ErrorCode::TextEmpty.into());
    }
    // A late repeat with the same text changes nothing and isn't refused.
    if text == editable.text {
        return Ok(());
    }
    if now.0 > editable.edit_until {
        return Err(ErrorCode::EditTooLate.into());
    }
    writing::set_text(write, id, text, now).await?;
    topics::set_topics(write, id, text).await?;
    let [before, after] =
        [&editable.text, text].map(|text| words_of_moment(text, &editable.place, fold));
    set_words(write, author, id, &before, &after).await?;
    let written = WrittenText {
        author,
        moment: id,
        comment: None,
        text,
        at: now,
    };
    tell_of_edit(write, &written).await?;
    write.tell(News::Edited { author, moment: id });
    Ok(())
}
