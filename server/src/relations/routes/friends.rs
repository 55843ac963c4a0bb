//! Handlers for the list of friends.

use life_circle_wire::friends::{
    FriendDetails, FriendsPage, ListFriends, RemoveFriend, SetFriendDetails,
};
use life_circle_wire::{ErrorCode, Nothing};

use crate::http::call::Call;
use crate::http::cursors;
use crate::people::names;
use crate::people::sql::people;
use crate::relations::sql::friends::AfterName;
use crate::relations::sql::{friends, tags};
use crate::rules::sight;
use crate::{Error, clock, relations};

pub async fn list_friends(call: Call<ListFriends>) -> Result<FriendsPage, Error> {
    let after = cursors::decode(call.query.cursor.as_ref(), AfterName::start())?;
    let limit = call.query.limit();
    let mut read = call.app.database.read().await?;
    let found = friends::list_friends(&mut read, call.viewer(), &after, limit + 1).await?;
    let total = friends::count_all_friends(&mut read, call.viewer()).await?;
    let (items, next) = cursors::cut(found, limit);
    Ok(FriendsPage { items, total, next })
}

pub async fn set_friend_details(call: Call<SetFriendDetails>) -> Result<FriendDetails, Error> {
    let viewer = call.viewer();
    let friend = people::find_person(
        &mut *call.app.database.read().await?,
        viewer,
        &call.argument,
    )
    .await?;
    let friend = friend.ok_or(ErrorCode::NotFound)?.id;
    let mut write = call.app.database.write().await?;
    write.lock_people(&[viewer.0, friend.0]).await?;
    friends::find_friends_since(&mut write, viewer, friend)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    let before = sight::list_visible_to_friend(&mut write, viewer, friend, clock::now()).await?;
    let details = call
        .request
        .applied_to(&friends::read_details(&mut write, viewer, friend).await?);
    let remark = names::one_line(&details.remark);
    let note = details.note.trim().to_owned();
    let details = FriendDetails {
        remark,
        note,
        ..details
    };
    friends::set_details(&mut write, viewer, friend, &details).await?;
    tags::change_tags_of_friend(
        &mut write,
        viewer,
        friend,
        &call.request.add_tags,
        &call.request.remove_tags,
    )
    .await?;
    let details = friends::read_details(&mut write, viewer, friend).await?;
    let after = sight::list_visible_to_friend(&mut write, viewer, friend, clock::now()).await?;
    sight::tell_friends(&mut write, viewer, sight::diff_sight(&before, &after));
    write.commit().await?;
    Ok(details)
}

pub async fn remove_friend(call: Call<RemoveFriend>) -> Result<Nothing, Error> {
    let viewer = call.viewer();
    let friend = people::find_person(
        &mut *call.app.database.read().await?,
        viewer,
        &call.argument,
    )
    .await?;
    let friend = friend.ok_or(ErrorCode::NotFound)?.id;
    let mut write = call.app.database.write().await?;
    relations::unfriend(&mut write, viewer, friend).await?;
    write.commit().await?;
    Ok(Nothing {})
}
