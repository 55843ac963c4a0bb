//! The endpoints' handlers, a file an area. A handler asks and answers; rules stand in `life_circle_wire`, SQL in `db/`.

mod accounts;
mod comments;
mod cursors;
mod events;
mod feed;
mod friends;
mod moments;
mod notifications;
mod people;
mod photos;
mod profile;
mod requests;
mod suggestions;

use axum::Router;
use life_circle_wire as wire;

use crate::app::App;
use crate::call::Mount as _;

/// All endpoints.
pub fn router() -> Router<App> {
    Router::new()
        .mount::<wire::accounts::SignUp, _, _>(accounts::sign_up)
        .mount::<wire::accounts::SignIn, _, _>(accounts::sign_in)
        .mount::<wire::accounts::SignOut, _, _>(accounts::sign_out)
        .mount::<wire::accounts::ReadSession, _, _>(accounts::read_session)
        .mount::<wire::accounts::ListDevices, _, _>(accounts::list_devices)
        .mount::<wire::accounts::RevokeDevice, _, _>(accounts::revoke_device)
        .mount::<wire::profile::SetProfile, _, _>(profile::set_profile)
        .mount::<wire::photos::UploadPhoto, _, _>(photos::upload_photo)
        .mount_raw::<wire::photos::ReadPhoto, _>(photos::read_photo)
        .mount::<wire::people::SearchPeople, _, _>(people::search_people)
        .mount::<wire::people::ReadPerson, _, _>(people::read_person)
        .mount::<wire::people::ListCommonFriends, _, _>(people::list_common_friends)
        .mount::<wire::moments::ListAlbum, _, _>(moments::list_album)
        .mount::<wire::friends::ListFriends, _, _>(friends::list_friends)
        .mount::<wire::friends::RemoveFriend, _, _>(friends::remove_friend)
        .mount::<wire::requests::ListFriendRequests, _, _>(requests::list_friend_requests)
        .mount::<wire::requests::RequestFriend, _, _>(requests::request_friend)
        .mount::<wire::requests::AnswerFriendRequest, _, _>(requests::answer_friend_request)
        .mount::<wire::requests::WithdrawFriendRequest, _, _>(requests::withdraw_friend_request)
        .mount::<wire::feed::ReadFeed, _, _>(feed::read_feed)
        .mount::<wire::feed::SetFeedSeen, _, _>(feed::set_feed_seen)
        .mount::<wire::moments::PostMoment, _, _>(moments::post_moment)
        .mount::<wire::moments::SetMomentText, _, _>(moments::set_moment_text)
        .mount::<wire::moments::ReadMoment, _, _>(moments::read_moment)
        .mount::<wire::moments::SetMomentDeleted, _, _>(moments::set_moment_deleted)
        .mount::<wire::moments::SetLike, _, _>(moments::set_like)
        .mount::<wire::moments::ListLikes, _, _>(moments::list_likes)
        .mount::<wire::comments::ListComments, _, _>(comments::list_comments)
        .mount::<wire::comments::PostComment, _, _>(comments::post_comment)
        .mount::<wire::comments::DeleteComment, _, _>(comments::delete_comment)
        .mount::<wire::moments::ListTopic, _, _>(moments::list_topic)
        .mount::<wire::notifications::ListNotifications, _, _>(notifications::list_notifications)
        .mount::<wire::notifications::SetNotificationsSeen, _, _>(notifications::set_notifications_seen)
        .mount::<wire::notifications::SetMuted, _, _>(notifications::set_muted)
        .mount::<wire::suggestions::ListSuggestions, _, _>(suggestions::list_suggestions)
        .mount::<wire::suggestions::DismissSuggestion, _, _>(suggestions::dismiss_suggestion)
        .mount::<wire::events::ReadStatus, _, _>(events::read_status)
        .mount_raw::<wire::events::ReadEvents, _>(events::read_events)
}
