//! What a person keeps about friends: details and tags. Both decide which moments of the person the
//! friends see, so those who see others than before are told.

use life_circle_wire::friends::{FriendDetails, SetFriendDetailsRequest};
use life_circle_wire::tags::TagRequest;
use life_circle_wire::{ErrorCode, PersonId, TagId, Timestamp};

use super::sql::{friends, friendships, tags};
use crate::Error;
use crate::people::names;
use crate::platform::db::Write;
use crate::rules::sight;

/// Changes the details that the viewer keeps about a friend, and the viewer's tags on them. Returns
/// the details after the change. Fails with `NotFound` if the two aren't friends.
pub async fn set_details(
    write: &mut Write,
    viewer: PersonId,
    friend: PersonId,
    request: &SetFriendDetailsRequest,
    now: Timestamp,
) -> Result<FriendDetails, Error> {
    write.lock_people(&[viewer.0, friend.0]).await?;
    friends::find_friends_since(write, viewer, friend)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    let before = sight::list_visible_to_friend(write, viewer, friend, now).await?;
    let kept = friends::read_details(write, viewer, friend).await?;
    let asked = request.applied_to(&kept);
    let details = FriendDetails {
        remark: names::one_line(&asked.remark),
        note: asked.note.trim().to_owned(),
        ..asked
    };
    if kept.hides_mine && !details.hides_mine {
        // While the viewer hid their moments, new ones were not put into this friend's feed.
        friendships::backfill_feed(write, friend, viewer, now).await?;
    }
    friends::upsert_details(write, viewer, friend, &details).await?;
    let add = &request.add_tags;
    let remove = &request.remove_tags;
    tags::change_tags_of_friend(write, viewer, friend, add, remove).await?;
    let details = friends::read_details(write, viewer, friend).await?;
    let after = sight::list_visible_to_friend(write, viewer, friend, now).await?;
    sight::tell_differences(write, viewer, &before, &after);
    Ok(details)
}

/// Makes a tag with this id, or renames it; puts it on friends and takes it off others. Call
/// [`Write::lock_people`] with the owner first.
pub async fn set_tag(
    write: &mut Write,
    owner: PersonId,
    id: TagId,
    request: &TagRequest,
    now: Timestamp,
) -> Result<(), Error> {
    let people: Vec<PersonId> = request.add.iter().chain(&request.remove).copied().collect();
    let before = sight::list_visible_by_tag(write, owner, id, &people, now).await?;
    let name = names::one_line(&request.name);
    tags::insert_or_rename_tag(write, owner, id, &name, &names::sort_key(&name)).await?;
    tags::tag_people(write, owner, id, &request.add).await?;
    tags::untag_people(write, id, &request.remove).await?;
    let after = sight::list_visible_by_tag(write, owner, id, &people, now).await?;
    sight::tell_differences(write, owner, &before, &after);
    Ok(())
}
