//! The endpoints' handlers, a file an area. A handler asks and answers; rules stand in `life_circle_wire`, SQL in `db/`.

mod accounts;
mod audience;
mod blocks;
mod comments;
mod cursors;
mod events;
mod feed;
mod friends;
mod links;
mod moments;
mod notifications;
mod people;
mod photos;
mod privacy;
mod profile;
mod reports;
mod requests;
mod security;
mod suggestions;
mod tags;

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
        .mount::<wire::security::ReadSecurity, _, _>(security::read_security)
        .mount::<wire::security::SetPassword, _, _>(security::set_password)
        .mount::<wire::security::MakeRecoveryCodes, _, _>(security::make_recovery_codes)
        .mount::<wire::security::Recover, _, _>(security::recover)
        .mount::<wire::security::BeginPasskey, _, _>(security::begin_passkey)
        .mount::<wire::security::AddPasskey, _, _>(security::add_passkey)
        .mount::<wire::security::RemovePasskey, _, _>(security::remove_passkey)
        .mount::<wire::security::BeginPasskeySignIn, _, _>(security::begin_passkey_sign_in)
        .mount::<wire::security::SignInWithPasskey, _, _>(security::sign_in_with_passkey)
        .mount::<wire::security::LeaveAccount, _, _>(security::leave_account)
        .mount::<wire::reports::Report, _, _>(reports::report)
        .mount::<wire::profile::SetProfile, _, _>(profile::set_profile)
        .mount::<wire::photos::UploadPhoto, _, _>(photos::upload_photo)
        .mount_raw::<wire::photos::ReadPhoto, _>(photos::read_photo)
        .mount::<wire::people::SearchPeople, _, _>(people::search_people)
        .mount::<wire::people::ReadPerson, _, _>(people::read_person)
        .mount::<wire::people::ListCommonFriends, _, _>(people::list_common_friends)
        .mount::<wire::moments::ListAlbum, _, _>(moments::list_album)
        .mount::<wire::friends::ListFriends, _, _>(friends::list_friends)
        .mount::<wire::friends::SetFriendDetails, _, _>(friends::set_friend_details)
        .mount::<wire::friends::RemoveFriend, _, _>(friends::remove_friend)
        .mount::<wire::tags::ListTags, _, _>(tags::list_tags)
        .mount::<wire::tags::CreateTag, _, _>(tags::create_tag)
        .mount::<wire::tags::ChangeTag, _, _>(tags::change_tag)
        .mount::<wire::tags::DeleteTag, _, _>(tags::delete_tag)
        .mount::<wire::audience::PreviewAudience, _, _>(audience::preview_audience)
        .mount::<wire::audience::ReadAudience, _, _>(audience::read_audience)
        .mount::<wire::audience::ChangeAudience, _, _>(audience::change_audience)
        .mount::<wire::privacy::ReadPrivacy, _, _>(privacy::read_privacy)
        .mount::<wire::privacy::SetPrivacy, _, _>(privacy::set_privacy)
        .mount::<wire::blocks::ListBlocked, _, _>(blocks::list_blocked)
        .mount::<wire::blocks::SetBlocked, _, _>(blocks::set_blocked)
        .mount::<wire::links::ListLinks, _, _>(links::list_links)
        .mount::<wire::links::CreateLink, _, _>(links::create_link)
        .mount::<wire::links::RevokeLink, _, _>(links::revoke_link)
        .mount::<wire::links::ReadLink, _, _>(links::read_link)
        .mount::<wire::links::FollowLink, _, _>(links::follow_link)
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
        .mount::<wire::comments::ReadCommentReach, _, _>(comments::read_comment_reach)
        .mount::<wire::comments::DeleteComment, _, _>(comments::delete_comment)
        .mount::<wire::moments::ViewMyAlbumAs, _, _>(moments::view_my_album_as)
        .mount::<wire::moments::ListTopic, _, _>(moments::list_topic)
        .mount::<wire::notifications::ListNotifications, _, _>(notifications::list_notifications)
        .mount::<wire::notifications::SetNotificationsSeen, _, _>(
            notifications::set_notifications_seen,
        )
        .mount::<wire::notifications::SetMuted, _, _>(notifications::set_muted)
        .mount::<wire::suggestions::ListSuggestions, _, _>(suggestions::list_suggestions)
        .mount::<wire::suggestions::DismissSuggestion, _, _>(suggestions::dismiss_suggestion)
        .mount::<wire::events::ReadStatus, _, _>(events::read_status)
        .mount_raw::<wire::events::ReadEvents, _>(events::read_events)
}
