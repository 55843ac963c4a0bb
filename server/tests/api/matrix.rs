//! The status that every endpoint gives to every kind of caller, by the caller's relation to the
//! owner. An endpoint without a row fails the test.

use life_circle_wire::{Method, endpoints};

use crate::circle::Circle;
use crate::support::story;

/// The relation of the caller to the owner, in the order of the columns.
const COLUMNS: [&str; 10] = [
    "nobody",
    "stranger",
    "requester",
    "friend",
    "ex-friend",
    "blocked",
    "blocking",
    "common friend",
    "hidden from",
    "owner",
];

/// An endpoint, and the HTTP status that each column gets. `{…}` in a body are filled in.
struct Row {
    endpoint: &'static str,
    body: &'static str,
    statuses: [u16; 10],
}

const ALL: [u16; 10] = [200; 10];
/// Everybody who is signed in may call it, for their own data.
const OWN: [u16; 10] = [401, 200, 200, 200, 200, 200, 200, 200, 200, 200];
/// Only callers who can see the owner's moments.
const SEES: [u16; 10] = [401, 404, 404, 200, 404, 404, 404, 200, 404, 200];
/// The owner alone.
const OWNER: [u16; 10] = [401, 404, 404, 404, 404, 404, 404, 404, 404, 200];
/// Everybody who is signed in, unless there is a block between them and the owner.
const FINDS: [u16; 10] = [401, 200, 200, 200, 200, 404, 404, 200, 200, 200];

#[rustfmt::skip]
const ROWS: &[Row] = &[
    Row { endpoint: "SignUp", body: "{\"handle\":\"{new}\",\"display_name\":\"N\",\"password\":\"correct horse\"}", statuses: ALL },
    Row { endpoint: "SignIn", body: "{\"handle\":\"owner\",\"password\":\"correct horse battery\"}", statuses: ALL },
    Row { endpoint: "ReadSession", body: "", statuses: ALL },
    Row { endpoint: "ListDevices", body: "", statuses: OWN },
    Row { endpoint: "RevokeDevice", body: "", statuses: OWN },
    Row { endpoint: "ReadSecurity", body: "", statuses: OWN },
    Row { endpoint: "SetPassword", body: "{\"password\":\"correct horse battery\",\"new_password\":\"another horse battery\"}", statuses: OWN },
    Row { endpoint: "MakeRecoveryCodes", body: "{\"password\":\"correct horse battery\"}", statuses: OWN },
    Row { endpoint: "Recover", body: "{\"handle\":\"owner\",\"code\":\"0000\",\"new_password\":\"another horse battery\"}", statuses: [401; 10] },
    Row { endpoint: "BeginPasskey", body: "{\"password\":\"correct horse battery\"}", statuses: OWN },
    Row { endpoint: "AddPasskey", body: "{\"ceremony\":\"none\",\"credential\":\"{}\",\"name\":\"N\"}", statuses: [401, 422, 422, 422, 422, 422, 422, 422, 422, 422] },
    Row { endpoint: "RemovePasskey", body: "", statuses: OWN },
    Row { endpoint: "BeginPasskeySignIn", body: "", statuses: ALL },
    Row { endpoint: "SignInWithPasskey", body: "{\"ceremony\":\"none\",\"credential\":\"{}\"}", statuses: [422; 10] },
    // Nobody can report themselves.
    Row { endpoint: "Report", body: "{\"about\":{\"moment\":\"{moment_id}\"},\"reason\":\"spam\"}", statuses: [401, 404, 404, 200, 404, 404, 404, 200, 404, 404] },
    Row { endpoint: "SetProfile", body: "{\"display_name\":\"N\"}", statuses: OWN },
    // The body isn't a picture. Only callers who may upload one are told so.
    Row { endpoint: "UploadPhoto", body: "no picture", statuses: [401, 422, 422, 422, 422, 422, 422, 422, 422, 422] },
    Row { endpoint: "ReadPhoto", body: "", statuses: SEES },
    Row { endpoint: "SearchPeople", body: "", statuses: OWN },
    // A caller who blocks the owner is told so, and nothing else.
    Row { endpoint: "ReadPerson", body: "", statuses: [401, 200, 200, 200, 200, 404, 200, 200, 200, 200] },
    Row { endpoint: "ListCommonFriends", body: "", statuses: FINDS },
    Row { endpoint: "ListAlbum", body: "", statuses: FINDS },
    // The caller's own moments, as the owner sees them.
    Row { endpoint: "ViewMyAlbumAs", body: "", statuses: FINDS },
    Row { endpoint: "ListFriends", body: "", statuses: OWN },
    Row { endpoint: "SetFriendDetails", body: "{\"remark\":\"R\",\"note\":\"\",\"is_starred\":true,\"hides_theirs\":false,\"hides_mine\":false,\"tags\":[]}", statuses: [401, 404, 404, 200, 404, 404, 404, 200, 200, 404] },
    Row { endpoint: "ListTags", body: "", statuses: OWN },
    Row { endpoint: "CreateTag", body: "{\"name\":\"N\"}", statuses: OWN },
    Row { endpoint: "ChangeTag", body: "{\"name\":\"N\"}", statuses: OWNER },
    Row { endpoint: "DeleteTag", body: "", statuses: OWNER },
    Row { endpoint: "PreviewAudience", body: "{\"audience\":\"friends\"}", statuses: OWN },
    Row { endpoint: "ReadAudience", body: "", statuses: OWNER },
    Row { endpoint: "ChangeAudience", body: "{\"moments\":[\"{moment_id}\"],\"audience\":\"friends\"}", statuses: OWNER },
    Row { endpoint: "ReadPrivacy", body: "", statuses: OWN },
    Row { endpoint: "SetPrivacy", body: "{\"album_window\":\"month\",\"is_open_to_strangers\":false,\"is_suggested\":true,\"uses_common_friends\":true}", statuses: OWN },
    Row { endpoint: "ListBlocked", body: "", statuses: OWN },
    Row { endpoint: "SetBlocked", body: "{\"blocked\":true}", statuses: [401, 200, 200, 200, 200, 404, 200, 200, 200, 404] },
    Row { endpoint: "ListLinks", body: "", statuses: OWN },
    Row { endpoint: "CreateLink", body: "{\"lifetime\":\"day\",\"people_most\":1}", statuses: OWN },
    Row { endpoint: "RevokeLink", body: "", statuses: OWN },
    Row { endpoint: "ReadLink", body: "{\"secret\":\"{secret}\"}", statuses: [200, 200, 200, 200, 200, 410, 410, 200, 200, 200] },
    Row { endpoint: "FollowLink", body: "{\"secret\":\"{secret}\"}", statuses: [401, 200, 200, 200, 200, 410, 410, 200, 200, 422] },
    Row { endpoint: "ListFriendRequests", body: "", statuses: OWN },
    Row { endpoint: "RequestFriend", body: "{\"handle\":\"owner\"}", statuses: [401, 200, 200, 409, 200, 404, 404, 409, 409, 422] },
    Row { endpoint: "AnswerFriendRequest", body: "{\"answer\":\"ignore\"}", statuses: OWNER },
    Row { endpoint: "WithdrawFriendRequest", body: "", statuses: [401, 404, 200, 404, 404, 404, 404, 404, 404, 404] },
    Row { endpoint: "ReadFeed", body: "", statuses: OWN },
    Row { endpoint: "SetFeedSeen", body: "{\"arrival\":0}", statuses: OWN },
    Row { endpoint: "PostMoment", body: "{\"text\":\"hi\"}", statuses: OWN },
    Row { endpoint: "ReadMoment", body: "", statuses: SEES },
    Row { endpoint: "SetMomentText", body: "{\"text\":\"the owner's\"}", statuses: OWNER },
    Row { endpoint: "SetMomentDeleted", body: "{\"deleted\":false}", statuses: OWNER },
    Row { endpoint: "SetLike", body: "{\"liked\":true}", statuses: SEES },
    Row { endpoint: "ListLikes", body: "", statuses: SEES },
    Row { endpoint: "ListComments", body: "", statuses: SEES },
    Row { endpoint: "ReadCommentReach", body: "", statuses: SEES },
    Row { endpoint: "PostComment", body: "{\"text\":\"hi\"}", statuses: SEES },
    Row { endpoint: "DeleteComment", body: "", statuses: OWNER },
    Row { endpoint: "ListTopic", body: "", statuses: OWN },
    Row { endpoint: "ListNotifications", body: "", statuses: OWN },
    Row { endpoint: "SetNotificationsSeen", body: "{\"number\":0}", statuses: OWN },
    Row { endpoint: "SetMuted", body: "{\"muted\":true}", statuses: SEES },
    Row { endpoint: "ListSuggestions", body: "", statuses: OWN },
    Row { endpoint: "DismissSuggestion", body: "", statuses: FINDS },
    Row { endpoint: "ReadStatus", body: "", statuses: OWN },
    Row { endpoint: "ReadEvents", body: "", statuses: OWN },
    // These change the circle, so they come last.
    Row { endpoint: "RemoveFriend", body: "", statuses: FINDS },
    Row { endpoint: "LeaveAccount", body: "{\"password\":\"correct horse battery\"}", statuses: OWN },
    Row { endpoint: "SignOut", body: "", statuses: OWN },
];

#[test]
fn every_endpoint_answers_everybody_as_the_matrix_says() {
    let rows: Vec<&str> = ROWS.iter().map(|row| row.endpoint).collect();
    for endpoint in endpoints() {
        assert!(
            rows.contains(&endpoint.name),
            "{} has no row",
            endpoint.name
        );
    }
    story(async |server| {
        let mut number = 0;
        for row in ROWS {
            let endpoint = endpoints()
                .into_iter()
                .find(|endpoint| endpoint.name == row.endpoint)
                .expect("a row of an endpoint");
            let mut unchanged = None;
            for (column, expected) in row.statuses.into_iter().enumerate() {
                // A read or a refused call changes nothing, so such columns share a circle.
                if unchanged.is_none() {
                    number += 1;
                    unchanged = Some(Circle::new(&server, number).await);
                }
                let circle = unchanged.as_ref().expect("just made");
                let callers = [
                    &circle.nobody,
                    &circle.stranger,
                    &circle.requester,
                    &circle.friend,
                    &circle.ex_friend,
                    &circle.blocked,
                    &circle.blocking,
                    &circle.common,
                    &circle.hidden,
                    &circle.owner,
                ];
                let fill = |text: &str| {
                    circle.fill(&text.replace("{new}", &format!("new_{number}_{column}")))
                };
                let key = if endpoint.is_keyed {
                    server.new_key()
                } else {
                    String::new()
                };
                let raw = callers[column]
                    .raw_path(
                        endpoint.method.as_str(),
                        &fill(endpoint.path),
                        fill(row.body).into_bytes(),
                        &key,
                    )
                    .await;
                assert_eq!(
                    raw.status.as_u16(),
                    expected,
                    "{} as {}: {}",
                    row.endpoint,
                    COLUMNS[column],
                    raw.text()
                );
                let is_told = raw.text().contains("the owner's");
                assert!(
                    !is_told || matches!(COLUMNS[column], "friend" | "common friend" | "owner"),
                    "{} tells {}: {}",
                    row.endpoint,
                    COLUMNS[column],
                    raw.text()
                );
                if endpoint.method != Method::Get && raw.status.is_success() {
                    unchanged = None;
                }
            }
        }
    });
}
