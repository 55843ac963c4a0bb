//! Changes the audience of existing moments, or only says what that would mean.

use life_circle_wire::audience::{AudienceChange, ChangeRequest};
use life_circle_wire::{ErrorCode, PersonId, Refusal, Timestamp};

use super::sql::changes::AffectedMoments;
use super::sql::chosen::is_for_all;
use super::sql::{audiences, changes, members};
use crate::Error;
use crate::platform::db::{Connection, Write};
use crate::rules::sight;

/// Computes what a requested change would mean. Fails with `NotFound` if a named moment isn't the
/// author's, or is deleted.
pub async fn read_impact(
    connection: &mut Connection,
    author: PersonId,
    affected: &AffectedMoments<'_>,
    request: &ChangeRequest,
    now: Timestamp,
) -> Result<AudienceChange, Error> {
    let friends =
        members::list_members(connection, author, request.audience, &request.chosen).await?;
    let reached: Vec<PersonId> = friends
        .iter()
        .filter(|friend| friend.sees)
        .map(|friend| friend.person)
        .collect();
    let is_for_all = is_for_all(request.audience, &request.chosen);
    let change =
        changes::compare_audiences(connection, author, now, affected, &reached, is_for_all).await?;
    change.ok_or_else(|| {
        let code = ErrorCode::NotFound;
        let field = "moments";
        Refusal { code, field }.into()
    })
}

/// Makes a requested change, and tells the friends who see more or fewer moments than before.
/// `new_id` is for the audience, if it is a new one. Fails as [`read_impact`] does.
pub async fn change_audience(
    write: &mut Write,
    author: PersonId,
    affected: &AffectedMoments<'_>,
    request: &ChangeRequest,
    new_id: i64,
    now: Timestamp,
) -> Result<AudienceChange, Error> {
    write.lock_people(&[author.0]).await?;
    let change = read_impact(write, author, affected, request, now).await?;
    let audience = request.audience;
    let id = audiences::find_or_insert_audience(write, author, new_id, audience, &request.chosen)
        .await?;
    changes::set_audience(write, author, affected, audience, id).await?;
    let friends = change.gaining.iter().chain(&change.losing).copied();
    sight::tell_friends(write, author, friends);
    Ok(change)
}
