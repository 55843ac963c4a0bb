//! Friend requests: sends, answers and withdraws them.

use life_circle_wire::requests::{Direction, FriendRequest, RequestDecision};
use life_circle_wire::{ErrorCode, FriendRequestId, Handle, PersonId, Refusal, Timestamp};

use super::befriend;
use super::sql::requests::NewRequest;
use super::sql::{blocks, friends, requests};
use crate::app::App;
use crate::inbox::notifying::{NotifiedEvent, notify};
use crate::people::sql::people;
use crate::platform::db::Write;
use crate::platform::db::idempotency::{Claim, Key, claim_key};
use crate::platform::news::News;
use crate::{Error, clock};

/// Asks the person with this handle to be the viewer's friend. If they have asked the viewer, the
/// two become friends. Returns the request that is open then; `None` for friends. Errors about the
/// person name the field `handle`.
pub async fn request(
    app: &App,
    viewer: PersonId,
    handle: &Handle,
    message: &str,
    key: &Key,
) -> Result<Option<FriendRequest>, Error> {
    let now = clock::now();
    let other = people::find_person(&mut app.database.read().await?, viewer, handle).await?;
    let other = other.ok_or_else(|| on_handle(ErrorCode::NotFound))?.id;
    if other == viewer {
        return Err(on_handle(ErrorCode::SelfRequest));
    }
    let new = NewRequest {
        id: FriendRequestId(app.ids.make()),
        sender: viewer,
        receiver: other,
        message,
        created_at: now,
        lapses_at: now.plus_ms(clock::days_ms(app.config.request_days)),
    };
    let mut write = app.database.write().await?;
    write.lock_people(&[viewer.0, other.0]).await?;
    let request = match claim_key(&mut write, key, new.id.0).await? {
        Claim::New => {
            ask_or_befriend(&mut write, app, &new).await?;
            requests::find_request_between(&mut write, viewer, now, other).await?
        }
        Claim::Repeat(_) => find_repeated(&mut write, viewer, other, now).await?,
    };
    write.commit().await?;
    Ok(request)
}

fn on_handle(code: ErrorCode) -> Error {
    Refusal {
        code,
        field: "handle",
    }
    .into()
}

/// Sends a request, unless the same one is open. If the receiver has asked the sender, the two
/// become friends.
async fn ask_or_befriend(write: &mut Write, app: &App, new: &NewRequest<'_>) -> Result<(), Error> {
    let sender = new.sender;
    let receiver = new.receiver;
    let now = new.created_at;
    if blocks::has_block_between(write, sender, receiver).await? {
        return Err(on_handle(ErrorCode::NotFound));
    }
    if friends::are_friends(write, sender, receiver).await? {
        return Err(on_handle(ErrorCode::AlreadyFriends));
    }
    if requests::has_request(write, receiver, sender, now).await? {
        return befriend(write, sender, receiver, now, app.config.friends_most).await;
    }
    if requests::has_request(write, sender, receiver, now).await? {
        return Ok(());
    }
    app.rate_limits.check_friend_request(sender)?;
    requests::insert_request(write, new).await?;
    let event = NotifiedEvent::Request(new.id);
    notify(write, &[receiver], sender, event, now).await
}

/// The outcome of a request that was sent before: the open request, or `None` for friends.
/// Otherwise fails with `NotFound`.
async fn find_repeated(
    write: &mut Write,
    viewer: PersonId,
    other: PersonId,
    now: Timestamp,
) -> Result<Option<FriendRequest>, Error> {
    let request = requests::find_request_between(write, viewer, now, other).await?;
    let request = request.filter(|request| request.direction == Direction::Outgoing);
    if request.is_some() || friends::are_friends(write, viewer, other).await? {
        Ok(request)
    } else {
        Err(ErrorCode::NotFound.into())
    }
}

/// Accepts a request to the viewer, or ignores it. Fails with `NotFound` if the viewer knows of no
/// such request.
pub async fn answer(
    app: &App,
    viewer: PersonId,
    id: FriendRequestId,
    decision: RequestDecision,
) -> Result<(), Error> {
    let now = clock::now();
    let sender = find_other(app, viewer, id, Direction::Incoming).await?;
    let mut write = app.database.write().await?;
    write.lock_people(&[viewer.0, sender.0]).await?;
    // Somebody may have answered or withdrawn the request before this lock.
    requests::find_request(&mut write, viewer, now, id)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    match decision {
        RequestDecision::Accept => {
            let friends_most = app.config.friends_most;
            befriend(&mut write, viewer, sender, now, friends_most).await?;
        }
        RequestDecision::Ignore => requests::set_ignored(&mut write, id, now).await?,
    }
    write.tell(News::Waiting(viewer));
    write.commit().await
}

/// Withdraws a request of the viewer. Fails with `NotFound` if it isn't open.
pub async fn withdraw(app: &App, viewer: PersonId, id: FriendRequestId) -> Result<(), Error> {
    let receiver = find_other(app, viewer, id, Direction::Outgoing).await?;
    let mut write = app.database.write().await?;
    write.lock_people(&[viewer.0, receiver.0]).await?;
    // The request may have been accepted before this lock: then there is nothing to withdraw.
    if !requests::withdraw_request(&mut write, id, clock::now()).await? {
        return Err(ErrorCode::NotFound.into());
    }
    write.tell(News::Waiting(receiver));
    write.commit().await
}

/// The other person of a request, if the viewer knows of it and it has this direction. Otherwise
/// fails with `NotFound`.
async fn find_other(
    app: &App,
    viewer: PersonId,
    id: FriendRequestId,
    direction: Direction,
) -> Result<PersonId, Error> {
    let request =
        requests::find_request(&mut app.database.read().await?, viewer, clock::now(), id).await?;
    let request = request
        .filter(|request| request.direction == direction)
        .ok_or(ErrorCode::NotFound)?;
    Ok(request.person.id)
}
