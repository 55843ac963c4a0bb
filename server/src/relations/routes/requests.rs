//! Handlers for friend requests.

use life_circle_wire::notifications::NotificationKind;
use life_circle_wire::requests::{
    AnswerFriendRequest, Direction, FriendRequestsPage, ListFriendRequests, RequestDecision,
    RequestFriend, RequestOutcome, WithdrawFriendRequest,
};
use life_circle_wire::{ErrorCode, FriendRequestId, Handle, Nothing, PersonId, Refusal, Timestamp};

use crate::app::App;
use crate::http::call::Call;
use crate::http::cursors;
use crate::inbox::sql::notifications;
use crate::inbox::sql::notifications::NewNotification;
use crate::people::sql::people;
use crate::platform::db::idempotency::Claim;
use crate::platform::db::{Write, idempotency};
use crate::platform::news::News;
use crate::relations::sql::requests::NewRequest;
use crate::relations::sql::{blocks, friends, requests};
use crate::{Error, clock, relations};

pub async fn list_friend_requests(
    call: Call<ListFriendRequests>,
) -> Result<FriendRequestsPage, Error> {
    let before = cursors::decode(call.query.cursor.as_ref(), i64::MAX)?;
    let limit = call.query.page().limit();
    let mut read = call.app.database.read().await?;
    let found = requests::list_requests(
        &mut read,
        call.viewer(),
        clock::now(),
        call.query.direction,
        before,
        limit + 1,
    )
    .await?;
    let (items, next) = cursors::cut_by(found, limit, |request| &request.id.0);
    Ok(FriendRequestsPage { items, next })
}

pub async fn request_friend(call: Call<RequestFriend>) -> Result<RequestOutcome, Error> {
    let viewer = call.viewer();
    let now = clock::now();
    let on_handle = |code| {
        Error::from(Refusal {
            code,
            field: "handle",
        })
    };
    let handle: Handle = call.request.handle.parse()?;
    let other = people::find_person(&mut *call.app.database.read().await?, viewer, &handle).await?;
    let other = other.ok_or_else(|| on_handle(ErrorCode::NotFound))?.id;
    if other == viewer {
        return Err(on_handle(ErrorCode::SelfRequest));
    }
    let id = FriendRequestId(call.app.ids.make());
    let mut write = call.app.database.write().await?;
    write.lock_people(&[viewer.0, other.0]).await?;
    if idempotency::claim_key(&mut write, &call.key(), id.0).await? != Claim::New {
        return repeated(&mut write, viewer, other, now).await;
    }
    if blocks::has_block_between(&mut write, viewer, other).await? {
        return Err(on_handle(ErrorCode::NotFound));
    }
    if friends::find_friends_since(&mut write, viewer, other)
        .await?
        .is_some()
    {
        return Err(on_handle(ErrorCode::AlreadyFriends));
    }
    if requests::has_request(&mut write, other, viewer, now).await? {
        relations::befriend(&mut write, viewer, other, now, call.app.config.friends_most).await?;
        tell(
            &mut write,
            NotificationKind::Acceptance,
            viewer,
            other,
            now.0,
            now,
        )
        .await?;
    } else if !requests::has_request(&mut write, viewer, other, now).await? {
        call.app.limits.check_friend_request(viewer)?;
        let lapses_at = Timestamp(now.0 + clock::days_ms(call.app.config.request_days));
        let message = call.request.message.trim();
        let new = NewRequest {
            id,
            sender: viewer,
            receiver: other,
            message,
            created_at: now,
            lapses_at,
        };
        requests::insert_request(&mut write, &new).await?;
        tell(
            &mut write,
            NotificationKind::Request,
            viewer,
            other,
            id.0,
            now,
        )
        .await?;
    }
    let request = requests::find_request_between(&mut write, viewer, now, other).await?;
    write.commit().await?;
    Ok(RequestOutcome { request })
}

/// Notifies a person of a friend request or of its acceptance.
pub(super) async fn tell(
    write: &mut Write,
    kind: NotificationKind,
    actor: PersonId,
    person: PersonId,
    subject: i64,
    now: Timestamp,
) -> Result<(), Error> {
    let new = NewNotification {
        kind,
        actor,
        moment: None,
        comment: None,
        subject,
        created_at: now,
    };
    notifications::insert_notifications(write, &[person], &new).await
}

/// Answers a repeated request with what is there now: the request, or the friendship. Otherwise
/// fails with `NotFound`.
async fn repeated(
    write: &mut Write,
    viewer: PersonId,
    other: PersonId,
    now: Timestamp,
) -> Result<RequestOutcome, Error> {
    let request = requests::find_request_between(write, viewer, now, other).await?;
    let request = request.filter(|request| request.direction == Direction::Outgoing);
    let are_friends = friends::find_friends_since(write, viewer, other)
        .await?
        .is_some();
    if request.is_some() || are_friends {
        Ok(RequestOutcome { request })
    } else {
        Err(ErrorCode::NotFound.into())
    }
}

pub async fn answer_friend_request(call: Call<AnswerFriendRequest>) -> Result<Nothing, Error> {
    let viewer = call.viewer();
    let now = clock::now();
    let sender = known(&call.app, viewer, call.argument, Direction::Incoming).await?;
    let mut write = call.app.database.write().await?;
    write.lock_people(&[viewer.0, sender.0]).await?;
    // Somebody may have answered or withdrawn the request before this lock.
    requests::find_request(&mut write, viewer, now, call.argument)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    match call.request.answer {
        RequestDecision::Accept => {
            relations::befriend(
                &mut write,
                viewer,
                sender,
                now,
                call.app.config.friends_most,
            )
            .await?;
            tell(
                &mut write,
                NotificationKind::Acceptance,
                viewer,
                sender,
                now.0,
                now,
            )
            .await?;
        }
        RequestDecision::Ignore => requests::set_ignored(&mut write, call.argument, now).await?,
    }
    write.tell(News::Waiting(viewer));
    write.commit().await?;
    Ok(Nothing {})
}

pub async fn withdraw_friend_request(call: Call<WithdrawFriendRequest>) -> Result<Nothing, Error> {
    let viewer = call.viewer();
    let receiver = known(&call.app, viewer, call.argument, Direction::Outgoing).await?;
    let mut write = call.app.database.write().await?;
    write.lock_people(&[viewer.0, receiver.0]).await?;
    // The request may have been accepted before this lock: then there is nothing to withdraw.
    if !requests::withdraw_request(&mut write, call.argument, clock::now()).await? {
        return Err(ErrorCode::NotFound.into());
    }
    write.tell(News::Waiting(receiver));
    write.commit().await?;
    Ok(Nothing {})
}

/// The other person of a request, if the viewer can see it and it has this direction. Otherwise
/// fails with `NotFound`.
async fn known(
    app: &App,
    viewer: PersonId,
    id: FriendRequestId,
    direction: Direction,
) -> Result<PersonId, Error> {
    let request =
        requests::find_request(&mut *app.database.read().await?, viewer, clock::now(), id).await?;
    let request = request
        .filter(|request| request.direction == direction)
        .ok_or(ErrorCode::NotFound)?;
    Ok(request.person.id)
}
