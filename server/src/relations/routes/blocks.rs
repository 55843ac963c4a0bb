//! Handlers for people whom the viewer blocks.

use life_circle_wire::blocks::{ListBlocked, SetBlocked};
use life_circle_wire::people::PeoplePage;
use life_circle_wire::{ErrorCode, Nothing};

use crate::http::call::Call;
use crate::http::cursors;
use crate::people::sql::people;
use crate::relations::sql::blocks;
use crate::{Error, clock, relations};

pub async fn list_blocked(call: Call<ListBlocked>) -> Result<PeoplePage, Error> {
    let before = cursors::decode(call.query.cursor.as_ref(), (i64::MAX, i64::MAX))?;
    let limit = call.query.limit();
    let found = blocks::list_blocked(
        &mut call.app.database.read().await?,
        call.viewer(),
        before,
        limit + 1,
    )
    .await?;
    let (items, next) = cursors::cut(found, limit);
    Ok(PeoplePage { items, next })
}

pub async fn set_blocked(call: Call<SetBlocked>) -> Result<Nothing, Error> {
    let viewer = call.viewer();
    let mut read = call.app.database.read().await?;
    let other = people::find_any_person(&mut read, &call.argument)
        .await?
        .ok_or(ErrorCode::NotFound)?
        .id;
    drop(read);
    let mut write = call.app.database.write().await?;
    let is_blocked = call.request.blocked;
    relations::set_blocked(&mut write, viewer, other, is_blocked, clock::now()).await?;
    write.commit().await?;
    Ok(Nothing {})
}
