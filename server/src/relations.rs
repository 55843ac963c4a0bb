//! How two people are related: friendships, requests, blocks, links, tags and departures.
//!
//! The rules that concern several of these stand in four files, and nowhere else: this file has
//! those of friendships, blocks and departures, `requesting` those of friend requests, `following`
//! those of links, `keeping` those of details and tags. The public functions take the locks that
//! they need, unless they say otherwise. Each file in `sql` has the rows of one.

pub(crate) mod following;
pub(crate) mod keeping;
pub(crate) mod requesting;
pub(crate) mod routes;
pub mod sql;

use life_circle_wire::{ErrorCode, PersonId, Timestamp};

use crate::Error;
use crate::inbox::notifying::{NotifiedEvent, notify};
use crate::platform::db::Write;
use crate::platform::news::News;
use sql::departures::Absence;
use sql::{blocks, departures, friends, friendships, requests};

/// Makes somebody a friend of `other`, whose request or link they accept, and notifies `other`.
/// Puts the recent moments of each into the other's feed, and deletes the requests between them.
/// Refuses if one of them blocks the other, is away, or has `friends_most` friends. The callers
/// have locked both.
async fn befriend(
    write: &mut Write,
    person: PersonId,
    other: PersonId,
    now: Timestamp,
    friends_most: u32,
) -> Result<(), Error> {
    if blocks::has_block_between(write, person, other).await? {
        return Err(ErrorCode::NotFound.into());
    }
    for one in [person, other] {
        if departures::read_absence(write, one).await?.is_away() {
            return Err(ErrorCode::NotFound.into());
        }
        if friends::count_all_friends(write, one).await? >= friends_most {
            return Err(ErrorCode::TooManyFriends.into());
        }
    }
    requests::delete_requests_between(write, person, other).await?;
    friendships::insert_friendship(write, person, other, now, now).await?;
    notify(write, &[other], person, NotifiedEvent::Acceptance, now).await
}

/// Ends a friendship, if there is one.
pub async fn unfriend(write: &mut Write, person: PersonId, friend: PersonId) -> Result<(), Error> {
    write.lock_people(&[person.0, friend.0]).await?;
    friendships::delete_friendship(write, person, friend).await
}

/// Sets whether somebody blocks another person. Fails with `NotFound` if the two are the same, and
/// if the other blocks them or is away, unless they block the other, too.
pub async fn set_blocked(
    write: &mut Write,
    person: PersonId,
    other: PersonId,
    is_blocked: bool,
    now: Timestamp,
) -> Result<(), Error> {
    write.lock_people(&[person.0, other.0]).await?;
    let is_hidden = blocks::has_blocked(write, other, person).await?
        || departures::read_absence(write, other).await?.is_away();
    if other == person || (is_hidden && !blocks::has_blocked(write, person, other).await?) {
        return Err(ErrorCode::NotFound.into());
    }
    if is_blocked {
        block(write, person, other, now).await?;
    } else {
        unblock(write, person, other, now).await?;
    }
    write.tell(News::Waiting(person));
    write.tell(News::Waiting(other));
    Ok(())
}

/// Adds a block. Ends the requests and the friendship between the two; the block keeps the
/// friendship.
async fn block(
    write: &mut Write,
    person: PersonId,
    blocked: PersonId,
    now: Timestamp,
) -> Result<(), Error> {
    let since = friends::find_friends_since(write, person, blocked).await?;
    if !blocks::insert_block(write, person, blocked, now, since).await? {
        return Ok(());
    }
    requests::withdraw_requests(write, person, Some(blocked), now).await?;
    if since.is_some() {
        friendships::delete_friendship(write, person, blocked).await?;
    }
    Ok(())
}

/// Ends a block. The friendship that it kept comes back; if the other person blocks, too, their
/// block keeps it instead.
async fn unblock(
    write: &mut Write,
    person: PersonId,
    blocked: PersonId,
    now: Timestamp,
) -> Result<(), Error> {
    let since = blocks::find_kept_friendship(write, person, blocked).await?;
    blocks::delete_block(write, person, blocked).await?;
    let Some(since) = since else { return Ok(()) };
    if blocks::has_blocked(write, blocked, person).await? {
        return blocks::set_friends_since(write, blocked, person, since).await;
    }
    restore_friendship(write, person, blocked, since, now).await
}

/// Makes two people friends again: now, or once neither of them is away.
async fn restore_friendship(
    write: &mut Write,
    a: PersonId,
    b: PersonId,
    since: Timestamp,
    now: Timestamp,
) -> Result<(), Error> {
    for (person, other) in [(a, b), (b, a)] {
        if departures::read_absence(write, person).await?.is_away() {
            return departures::insert_parted(write, person, other, since).await;
        }
    }
    friendships::insert_friendship(write, a, b, since, now).await
}

/// Changes why an account is away, or that it is back, and takes or restores its friendships.
/// `change` gets the present absence, which nobody else changes meanwhile, and returns the new one.
/// Returns the absence before the change. The caller signs out the devices of an account that goes
/// away.
pub async fn change_absence(
    write: &mut Write,
    person: PersonId,
    now: Timestamp,
    change: impl FnOnce(Absence) -> Absence,
) -> Result<Absence, Error> {
    write.lock_everybody().await?;
    let before = departures::read_absence(write, person).await?;
    let after = change(before);
    if after != before {
        set_absence(write, person, after, now).await?;
    }
    Ok(before)
}

/// Sets why an account is away, or that it is back. The caller has locked everybody.
async fn set_absence(
    write: &mut Write,
    person: PersonId,
    absence: Absence,
    now: Timestamp,
) -> Result<(), Error> {
    departures::update_absence(write, person, absence).await?;
    if absence.is_away() {
        departures::insert_all_parted(write, person).await?;
        friendships::delete_friendships(write, person).await?;
        requests::withdraw_requests(write, person, None, now).await
    } else {
        let back = departures::take_parted(write, person).await?;
        friendships::insert_friendships(write, person, &back, now).await
    }
}
