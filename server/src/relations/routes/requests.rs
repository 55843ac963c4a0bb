//! Handlers for friend requests.

use life_circle_wire::requests::{
    AnswerFriendRequest, FriendRequestsPage, ListFriendRequests, RequestFriend, RequestOutcome,
    WithdrawFriendRequest,
};
use life_circle_wire::{Handle, Nothing};

use crate::http::call::Call;
use crate::http::cursors;
use crate::relations::requesting;
use crate::relations::sql::requests;
use crate::{Error, clock};

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
    let handle: Handle = call.request.handle.parse()?;
    let message = call.request.message.trim();
    let key = call.key();
    let request = requesting::request(&call.app, call.viewer(), &handle, message, &key).await?;
    Ok(RequestOutcome { request })
}

pub async fn answer_friend_request(call: Call<AnswerFriendRequest>) -> Result<Nothing, Error> {
    let decision = call.request.answer;
    requesting::answer(&call.app, call.viewer(), call.argument, decision).await?;
    Ok(Nothing {})
}

pub async fn withdraw_friend_request(call: Call<WithdrawFriendRequest>) -> Result<Nothing, Error> {
    requesting::withdraw(&call.app, call.viewer(), call.argument).await?;
    Ok(Nothing {})
}
