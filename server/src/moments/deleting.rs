//! Deletes a moment for everybody, and undoes it.

use life_circle_wire::{ErrorCode, MomentId, PersonId, Timestamp, limits};

use super::sql::writing;
use crate::Error;
use crate::platform::db::Write;
use crate::platform::news::News;

/// Milliseconds within which the server undoes a deletion.
pub const UNDO_MS: i64 = limits::UNDO_ACCEPTED_SECONDS as i64 * 1000;

/// Deletes a moment of this author, or undoes its deletion; a repeat changes nothing. Fails with
/// `NotFound` if the author has no such moment, and with `UndoTooLate`.
pub async fn set_deleted(
    write: &mut Write,
    author: PersonId,
    id: MomentId,
    is_deleted: bool,
    now: Timestamp,
) -> Result<(), Error> {
    let deletion = writing::find_deletion(write, author, id)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    match (deletion.at, is_deleted) {
        (None, true) => writing::set_deletion(write, id, Some(now)).await?,
        (Some(at), false) if now.0 - at.0 > UNDO_MS => return Err(ErrorCode::UndoTooLate.into()),
        (Some(_), false) => writing::set_deletion(write, id, None).await?,
        (None, false) | (Some(_), true) => {}
    }
    write.tell(News::Deletion { author, moment: id });
    Ok(())
}
