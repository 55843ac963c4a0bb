//! How two people are related: friendships, requests, blocks, links, tags and departures. Only this
//! file has rules that concern several of them; each file in `sql` has the rows of one.

pub(crate) mod routes;
pub mod sql;

use life_circle_wire::{ErrorCode, PersonId, Timestamp};

use crate::Error;
use crate::platform::db::Write;
use sql::departures::Absence;
use sql::{blocks, departures, friends, friendships, requests};

/// Makes two people friends, puts the recent moments of each into the other's feed, and deletes the
/// requests between them. Refuses if one of them is away or has `friends_most` friends. Call
/// [`Write::lock_people`] with both first.
pub async fn befriend(
    write: &mut Write,
    a: PersonId,
    b: PersonId,
    now: Timestamp,
    friends_most: u32,
) -> Result<(), Error> {
    for person in [a, b] {
        if departures::read_absence(write, person).await?.is_away() {
            return Err(ErrorCode::NotFound.into());
        }
        if friends::count_friends(write, person).await? >= friends_most {
            return Err(ErrorCode::TooManyFriends.into());
        }
    }
    requests::delete_requests_between(write, a, b).await?;
    friendships::insert_friendship(write, a, b, now, now).await
}

/// Adds a block. Ends the requests and the friendship between the two; the block keeps the
/// friendship. Call [`Write::lock_people`] with both first.
pub async fn block(
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
/// block keeps it instead. Call [`Write::lock_people`] with both first.
pub async fn unblock(
    write: &mut Write,
    person: PersonId,
    blocked: PersonId,
    now: Timestamp,
) -> Result<(), Error> {
    let Some(since) = blocks::find_block(write, person, blocked).await? else {
        return Ok(());
    };
    blocks::delete_block(write, person, blocked).await?;
    let Some(since) = since else { return Ok(()) };
    if blocks::has_blocked(write, blocked, person).await? {
        return blocks::set_friends_since(write, blocked, person, since).await;
    }
    restore_friendship(write, person, blocked, since, now).await
}

/// Sets why an account is away, or that it is back, and takes or restores its friendships. Call
/// [`Write::lock_everybody`] first, and sign out the devices of the account.
pub async fn set_absence(
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
