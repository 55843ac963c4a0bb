//! Profiles: reads a person's page as somebody else may see it, and sets the viewer's own one.

use life_circle_wire::accounts::Me;
use life_circle_wire::people::{Profile, Relation};
use life_circle_wire::person::Person;
use life_circle_wire::profile::SetProfileRequest;
use life_circle_wire::{ErrorCode, Handle, PersonId, PhotoId, Refusal, Timestamp};

use super::names;
use super::sql::people;
use super::sql::people::NewProfile;
use crate::Error;
use crate::moments::sql::photos;
use crate::platform::db::{Connection, Write};
use crate::relations::sql::{friends, requests};

/// A person's page as the viewer may see it. Fails with `NotFound` if there is nobody with this
/// handle, or they are hidden from the viewer.
pub async fn read_profile(
    connection: &mut Connection,
    viewer: PersonId,
    handle: &Handle,
    now: Timestamp,
) -> Result<Profile, Error> {
    let account = people::find_account_by_handle(connection, handle)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    let Me {
        person,
        about,
        cover,
        ..
    } = account.into_me();
    let relation = people::read_relation(connection, viewer, now, person.id).await?;
    if relation == Relation::Blocked {
        return Ok(Profile::blocked(person));
    }
    if people::find_person_by_id(connection, viewer, person.id)
        .await?
        .is_none()
    {
        return Err(ErrorCode::NotFound.into());
    }
    let kept = friends::read_details(connection, viewer, person.id).await?;
    let person = Person {
        remark: kept.remark.clone(),
        ..person
    };
    Ok(Profile {
        cover: cover.filter(|_| matches!(relation, Relation::Me | Relation::Friend)),
        about,
        relation,
        details: (relation == Relation::Friend).then_some(kept),
        request: requests::find_request_between(connection, viewer, now, person.id).await?,
        friends_since: friends::find_friends_since(connection, viewer, person.id).await?,
        common_friends: friends::read_common_friends(connection, viewer, person.id).await?,
        person,
    })
}

/// Replaces the profile of a person. Fails with `PhotoGone` if a new picture can't be used. Call
/// [`Write::lock_people`] with the person first.
pub async fn set_profile(
    write: &mut Write,
    person: PersonId,
    request: &SetProfileRequest,
) -> Result<Me, Error> {
    let before = find_me(write, person).await?;
    let avatar = before.person.avatar;
    set_picture(write, person, avatar, request.avatar, "avatar").await?;
    set_picture(write, person, before.cover, request.cover, "cover").await?;
    let display_name = request.display_name.trim();
    let new = NewProfile {
        display_name,
        sort_key: &names::sort_key(display_name),
        about: request.about.trim(),
        avatar: request.avatar,
        cover: request.cover,
    };
    people::set_profile(write, person, &new).await?;
    find_me(write, person).await
}

/// The account as its owner sees it. Fails with `NotFound` if it is gone.
async fn find_me(connection: &mut Connection, person: PersonId) -> Result<Me, Error> {
    let account = people::find_account(connection, person).await?;
    Ok(account.ok_or(ErrorCode::NotFound)?.into_me())
}

/// Puts a new picture into use. The sweep then removes the earlier one. Fails with `PhotoGone` if
/// the new one can't be used.
async fn set_picture(
    write: &mut Write,
    owner: PersonId,
    before: Option<PhotoId>,
    now: Option<PhotoId>,
    field: &'static str,
) -> Result<(), Error> {
    if before == now {
        return Ok(());
    }
    if let Some(now) = now
        && !photos::use_photo_in_profile(write, owner, now).await?
    {
        return Err(Refusal {
            code: ErrorCode::PhotoGone,
            field,
        }
        .into());
    }
    match before {
        Some(before) => photos::forget_photo(write, before).await,
        None => Ok(()),
    }
}
