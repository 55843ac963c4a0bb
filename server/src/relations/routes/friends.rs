//! Handlers for the list of friends.

use life_circle_wire::friends::{
    FriendDetails, FriendsPage, ListFriends, RemoveFriend, SetFriendDetails,
};
use life_circle_wire::{ErrorCode, Nothing};

use crate::http::call::Call;
use crate::http::cursors;
use crate::people::sql::people;
use crate::relations::keeping;
use crate::relations::sql::friends;
use crate::relations::sql::friends::AfterName;
use crate::{Error, clock, relations};

pub async fn list_friends(call: Call<ListFriends>) -> Result<FriendsPage, Error> {
    let after = cursors::decode(call.query.cursor.as_ref(), AfterName::start())?;
    let limit = call.query.limit();
    let mut read = call.app.database.read_long().await?;
    let found = friends::list_friends(&mut read, call.viewer(), &after, limit + 1).await?;
    let total = friends::count_all_friends(&mut read, call.viewer()).await?;
    let (items, next) = cursors::cut(found, limit);
    Ok(FriendsPage { items, total, next })
}

pub async fn set_friend_details(call: Call<SetFriendDetails>) -> Result<FriendDetails, Error> {
    let viewer = call.viewer();
    let friend =
        people::find_person(&mut call.app.database.read().await?, viewer, &call.argument).await?;
    let friend = friend.ok_or(ErrorCode::NotFound)?.id;
    let mut write = call.app.database.write().await?;
    let details =
        keeping::set_details(&mut write, viewer, friend, &call.request, clock::now()).await?;
    write.commit().await?;
    Ok(details)
}

pub async fn remove_friend(call: Call<RemoveFriend>) -> Result<Nothing, Error> {
    let viewer = call.viewer();
    let friend =
        people::find_person(&mut call.app.database.read().await?, viewer, &call.argument).await?;
    let friend = friend.ok_or(ErrorCode::NotFound)?.id;
    let mut write = call.app.database.write().await?;
    relations::unfriend(&mut write, viewer, friend).await?;
    write.commit().await?;
    Ok(Nothing {})
}
