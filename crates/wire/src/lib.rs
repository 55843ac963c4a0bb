//! The API of Life Circle as types: endpoints, ids, errors, limits, and the rules that page and
//! server share.
//!
//! An endpoint is a type ([`Endpoint`]): the server mounts it, the page calls it, and the `OpenAPI`
//! document is made from it. There is one file for each area. Nothing here depends on a framework,
//! a database or a browser.
//!
//! In these docs, "I" and "me" are the person who sends the request. `null` in JSON is `None` in
//! Rust. A field that is "left out" of the JSON is `None`, `false` or empty in Rust.

#[macro_use]
mod endpoint;
pub mod accounts;
pub mod audience;
pub mod blocks;
pub mod callers;
pub mod comments;
mod cursor;
mod errors;
pub mod events;
pub mod feed;
mod folding;
pub mod friends;
mod handle;
mod ids;
pub mod limits;
pub mod links;
pub mod moments;
pub mod notifications;
pub mod people;
pub mod person;
pub mod photos;
pub mod privacy;
pub mod profile;
pub mod reports;
pub mod requests;
pub mod search;
pub mod security;
pub mod suggestions;
pub mod tags;
pub mod text;
mod time;
mod topic;
pub mod visibility;

pub use callers::{Access, Caller, KEY_HEADER};
pub use cursor::{Cursor, PageQuery};
pub use endpoint::{Content, Endpoint, EndpointInfo, Method, NoArgument, NoQuery, Nothing, Query};
pub use errors::{Check, ErrorBody, ErrorCode, ErrorEnvelope, Graphemes, Refusal};
pub use folding::{Normalize, fold};
pub use handle::Handle;
#[cfg(feature = "schema")]
pub use ids::ID_PATTERN;
pub use ids::{
    CommentId, DeviceId, FriendRequestId, LinkId, MomentId, PasskeyId, PersonId, PhotoId, ReportId,
    TagId,
};
pub use time::{Month, Timestamp};
pub use topic::Topic;

/// Calls `$visit!(Endpoint, Endpoint, …)` with every endpoint. Code that mounts, documents or tests
/// all endpoints uses it, so that none is forgotten.
#[macro_export]
macro_rules! for_each_endpoint {
    ($visit:ident) => {
        $visit! {
            $crate::accounts::SignUp,
            $crate::accounts::SignIn,
            $crate::accounts::SignOut,
            $crate::accounts::ReadSession,
            $crate::accounts::ListDevices,
            $crate::accounts::RevokeDevice,
            $crate::security::ReadSecurity,
            $crate::security::SetPassword,
            $crate::security::MakeRecoveryCodes,
            $crate::security::Recover,
            $crate::security::BeginPasskey,
            $crate::security::AddPasskey,
            $crate::security::RemovePasskey,
            $crate::security::SetPasskeyNeeded,
            $crate::security::BeginPasskeySignIn,
            $crate::security::SignInWithPasskey,
            $crate::security::LeaveAccount,
            $crate::reports::Report,
            $crate::profile::SetProfile,
            $crate::photos::UploadPhoto,
            $crate::photos::ReadPhoto,
            $crate::photos::ReadPhotoQuota,
            $crate::people::SearchPeople,
            $crate::people::ReadPerson,
            $crate::people::ListCommonFriends,
            $crate::moments::ListAlbum,
            $crate::friends::ListFriends,
            $crate::friends::SetFriendDetails,
            $crate::friends::RemoveFriend,
            $crate::tags::ListTags,
            $crate::tags::CreateTag,
            $crate::tags::ChangeTag,
            $crate::tags::DeleteTag,
            $crate::audience::PreviewAudience,
            $crate::audience::ReadAudience,
            $crate::audience::ChangeAudience,
            $crate::privacy::ReadPrivacy,
            $crate::privacy::SetPrivacy,
            $crate::blocks::ListBlocked,
            $crate::blocks::SetBlocked,
            $crate::requests::ListFriendRequests,
            $crate::links::ListLinks,
            $crate::links::CreateLink,
            $crate::links::RevokeLink,
            $crate::links::ReadLink,
            $crate::links::FollowLink,
            $crate::requests::RequestFriend,
            $crate::requests::AnswerFriendRequest,
            $crate::requests::WithdrawFriendRequest,
            $crate::feed::ReadFeed,
            $crate::feed::SetFeedSeen,
            $crate::moments::PostMoment,
            $crate::moments::ReadMoment,
            $crate::moments::SetMomentText,
            $crate::moments::SetMomentDeleted,
            $crate::moments::SetLike,
            $crate::moments::ListLikes,
            $crate::comments::ListComments,
            $crate::comments::PostComment,
            $crate::comments::ReadCommentReach,
            $crate::comments::DeleteComment,
            $crate::moments::ViewMyAlbumAs,
            $crate::moments::ListTopic,
            $crate::search::ReadMonths,
            $crate::search::SearchMoments,
            $crate::notifications::ListNotifications,
            $crate::notifications::SetNotificationsSeen,
            $crate::notifications::SetMomentMuted,
            $crate::suggestions::ListSuggestions,
            $crate::suggestions::DismissSuggestion,
            $crate::events::ReadStatus,
            $crate::events::ReadEvents
        }
    };
}

/// The descriptions of all endpoints, in the order of the documentation.
pub fn endpoints() -> Vec<EndpointInfo> {
    macro_rules! infos {
        ($($endpoint:path),+) => { vec![$(EndpointInfo::of::<$endpoint>()),+] };
    }
    for_each_endpoint!(infos)
}
