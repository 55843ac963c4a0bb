//! The list of friends.

use life_circle_wire::friends::{FriendsPage, ListFriends, RemoveFriend};
use life_circle_wire::{ErrorCode, Nothing};

use super::cursors;
use crate::Error;
use crate::call::Call;
use crate::db::friends::{self, AfterName};
use crate::db::people;

pub async fn list_friends(call: Call<ListFriends>) -> Result<FriendsPage, Error> {
    let after = cursors::decode(call.query.cursor.as_ref(), AfterName::start())?;
    let limit = call.query.limit();
    let mut read = call.app.database.read().await?;
    let found = friends::list(&mut read, call.viewer(), &after, limit + 1).await?;
    let total = friends::count(&mut read, call.viewer()).await?;
    let (items, next) = cursors::cut(found, limit);
    Ok(FriendsPage { items, total, next })
}

pub async fn remove_friend(call: Call<RemoveFriend>) -> Result<Nothing, Error> {
    let viewer = call.viewer();
    let friend = people::by_handle(&mut *call.app.database.read().await?, &call.argument).await?;
    let friend = friend.ok_or(ErrorCode::NotFound)?.id;
    let mut write = call.app.database.write().await?;
    write.lock_people(&[viewer.0, friend.0]).await?;
    friends::remove(&mut write, viewer, friend).await?;
    write.commit().await?;
    Ok(Nothing {})
}
