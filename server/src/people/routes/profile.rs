//! The handler for the viewer's own profile.

use life_circle_wire::accounts::Me;
use life_circle_wire::profile::SetProfile;
use life_circle_wire::{ErrorCode, PersonId, PhotoId, Refusal};

use crate::Error;
use crate::http::call::Call;
use crate::moments::sql::photos;
use crate::people::names;
use crate::people::sql::people;
use crate::people::sql::people::NewProfile;
use crate::platform::db::Write;

pub async fn set_profile(call: Call<SetProfile>) -> Result<Me, Error> {
    let viewer = call.viewer();
    let request = &call.request;
    let mut write = call.app.database.write().await?;
    write.lock_people(&[viewer.0]).await?;
    let before = people::find_account(&mut write, viewer)
        .await?
        .ok_or(ErrorCode::NotFound)?
        .into_me();
    set_picture(
        &mut write,
        viewer,
        before.person.avatar,
        request.avatar,
        "avatar",
    )
    .await?;
    set_picture(&mut write, viewer, before.cover, request.cover, "cover").await?;
    let display_name = request.display_name.trim();
    let new = NewProfile {
        display_name,
        sort_key: &names::sort_key(display_name),
        about: request.about.trim(),
        avatar: request.avatar,
        cover: request.cover,
    };
    people::set_profile(&mut write, viewer, &new).await?;
    let me = people::find_account(&mut write, viewer)
        .await?
        .ok_or(ErrorCode::NotFound)?
        .into_me();
    write.commit().await?;
    Ok(me)
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
