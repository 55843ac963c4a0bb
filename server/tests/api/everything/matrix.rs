//! The status that every endpoint gives to every caller. Long, since each endpoint has its row.
//!
//! The callers differ by their relation to the owner. An endpoint without a row fails the test.

use life_circle_wire::{EndpointInfo, Method, endpoints};

use crate::everything::circle::Circle;
use crate::support::{Raw, story};

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

const fn row(endpoint: &'static str, body: &'static str, statuses: [u16; 10]) -> Row {
    Row {
        endpoint,
        body,
        statuses,
    }
}

impl Row {
    /// Whether a call changes only what is its caller's own, or nothing. Then no column can tell
    /// whether another one came before, and all columns share a circle.
    fn is_each_for_themselves(&self) -> bool {
        self.statuses == OWN
            || self.statuses == ALL
            || matches!(self.endpoint, "ReadLink" | "DismissSuggestion")
    }
}

const ROWS: &[Row] = &[
    row(
        "SignUp",
        r#"{"handle":"{new}","display_name":"N","password":"correct horse"}"#,
        ALL,
    ),
    row(
        "SignIn",
        r#"{"handle":"owner","password":"correct horse battery"}"#,
        ALL,
    ),
    row("ReadSession", "", ALL),
    row("ListDevices", "", OWN),
    row(
        "RevokeDevice",
        r#"{"password":"correct horse battery"}"#,
        OWN,
    ),
    row("ReadSecurity", "", OWN),
    row(
        "SetPassword",
        r#"{"password":"correct horse battery","new_password":"another horse battery"}"#,
        OWN,
    ),
    row(
        "MakeRecoveryCodes",
        r#"{"password":"correct horse battery"}"#,
        OWN,
    ),
    row(
        "Recover",
        r#"{"handle":"owner","code":"0000","new_password":"another horse battery"}"#,
        [401; 10],
    ),
    row(
        "BeginPasskey",
        r#"{"password":"correct horse battery"}"#,
        OWN,
    ),
    row(
        "AddPasskey",
        r#"{"ceremony":"none","credential":"{}","name":"N"}"#,
        [401, 422, 422, 422, 422, 422, 422, 422, 422, 422],
    ),
    row(
        "RemovePasskey",
        r#"{"password":"correct horse battery"}"#,
        OWN,
    ),
    row(
        "SetPasskeyNeeded",
        r#"{"password":"correct horse battery","needs_passkey":false}"#,
        OWN,
    ),
    row("BeginPasskeySignIn", "", ALL),
    row(
        "SignInWithPasskey",
        r#"{"ceremony":"none","credential":"{}"}"#,
        [422; 10],
    ),
    // Nobody can report themselves.
    row(
        "Report",
        r#"{"about":{"moment":"{moment_id}"},"reason":"spam"}"#,
        [401, 404, 404, 200, 404, 404, 404, 200, 404, 404],
    ),
    row("SetProfile", r#"{"display_name":"N"}"#, OWN),
    // The body isn't a picture. Only callers who may upload one are told so.
    row(
        "UploadPhoto",
        "no picture",
        [401, 422, 422, 422, 422, 422, 422, 422, 422, 422],
    ),
    row("ReadPhoto", "", SEES),
    row("SearchPeople", "", OWN),
    // A caller who blocks the owner is told so, and nothing else.
    row(
        "ReadPerson",
        "",
        [401, 200, 200, 200, 200, 404, 200, 200, 200, 200],
    ),
    row("ListCommonFriends", "", FINDS),
    row("ListAlbum", "", FINDS),
    row("ReadMonths", "", FINDS),
    // The caller's own moments, as the owner sees them.
    row("ViewMyAlbumAs", "", FINDS),
    row("ListFriends", "", OWN),
    row(
        "SetFriendDetails",
        concat!(
            r#"{"remark":"R","note":"","is_starred":true,"#,
            r#""hides_theirs":false,"hides_mine":false,"tags":[]}"#
        ),
        [401, 404, 404, 200, 404, 404, 404, 200, 200, 404],
    ),
    row("ListTags", "", OWN),
    row("CreateTag", r#"{"name":"N"}"#, OWN),
    row("ChangeTag", r#"{"name":"N"}"#, OWNER),
    row("DeleteTag", "", OWNER),
    row("PreviewAudience", r#"{"audience":"friends"}"#, OWN),
    row("ReadAudience", "", OWNER),
    row(
        "ChangeAudience",
        r#"{"moments":["{moment_id}"],"audience":"friends"}"#,
        OWNER,
    ),
    row("ReadPhotoQuota", "", OWN),
    row("ReadPrivacy", "", OWN),
    row(
        "SetPrivacy",
        concat!(
            r#"{"album_window":"month","is_open_to_strangers":false,"#,
            r#""is_suggested":true,"uses_common_friends":true}"#
        ),
        OWN,
    ),
    row("ListBlocked", "", OWN),
    row(
        "SetBlocked",
        r#"{"blocked":true}"#,
        [401, 200, 200, 200, 200, 404, 200, 200, 200, 404],
    ),
    row("ListLinks", "", OWN),
    row("CreateLink", r#"{"lifetime":"day","people_most":1}"#, OWN),
    row("RevokeLink", "", OWN),
    row(
        "ReadLink",
        r#"{"secret":"{secret}"}"#,
        [200, 200, 200, 200, 200, 410, 410, 200, 200, 200],
    ),
    row(
        "FollowLink",
        r#"{"secret":"{secret}"}"#,
        [401, 200, 200, 200, 200, 410, 410, 200, 200, 422],
    ),
    row("ListFriendRequests", "", OWN),
    row(
        "RequestFriend",
        r#"{"handle":"owner"}"#,
        [401, 200, 200, 409, 200, 404, 404, 409, 409, 422],
    ),
    row("AnswerFriendRequest", r#"{"answer":"ignore"}"#, OWNER),
    row(
        "WithdrawFriendRequest",
        "",
        [401, 404, 200, 404, 404, 404, 404, 404, 404, 404],
    ),
    row("ReadFeed", "", OWN),
    row("SetFeedSeen", r#"{"arrival":0}"#, OWN),
    row("PostMoment", r#"{"text":"hi"}"#, OWN),
    row("ReadMoment", "", SEES),
    row("SetMomentText", r#"{"text":"the owner's"}"#, OWNER),
    row("SetMomentDeleted", r#"{"deleted":false}"#, OWNER),
    row("SetLike", r#"{"liked":true}"#, SEES),
    row("ListLikes", "", SEES),
    row("ListComments", "", SEES),
    row("ReadCommentReach", "", SEES),
    row("PostComment", r#"{"text":"hi"}"#, SEES),
    row("DeleteComment", "", OWNER),
    row("ListTopic", "", OWN),
    row("SearchMoments", "", OWN),
    row("ListNotifications", "", OWN),
    row("SetNotificationsSeen", r#"{"number":0}"#, OWN),
    row("SetMomentMuted", r#"{"muted":true}"#, SEES),
    row("ListSuggestions", "", OWN),
    row("DismissSuggestion", "", FINDS),
    row("ReadStatus", "", OWN),
    row("ReadEvents", "", OWN),
    // These change the circle, so they come last.
    row("RemoveFriend", "", FINDS),
    row(
        "LeaveAccount",
        r#"{"password":"correct horse battery"}"#,
        OWN,
    ),
    row("SignOut", "", OWN),
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
        let mut unchanged = None;
        for row in ROWS {
            let endpoint = endpoints()
                .into_iter()
                .find(|endpoint| endpoint.name == row.endpoint)
                .expect("a row of an endpoint");
            for (column, expected) in row.statuses.into_iter().enumerate() {
                let circle = if let Some(circle) = unchanged.take() {
                    circle
                } else {
                    number += 1;
                    Circle::new(&server, number).await
                };
                let raw = call(&endpoint, row, &circle, column).await;
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
                // A read or a refused call changes nothing, so the next call gets the same circle.
                let is_change = endpoint.method != Method::Get && raw.status.is_success();
                let is_last = column + 1 == COLUMNS.len();
                if !is_change || (row.is_each_for_themselves() && !is_last) {
                    unchanged = Some(circle);
                }
            }
        }
    });
}

/// Calls an endpoint as the person of a column.
async fn call(endpoint: &EndpointInfo, row: &Row, circle: &Circle, column: usize) -> Raw {
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
    let caller = callers[column];
    let body = row
        .body
        .replace("{new}", &format!("new_{{number}}_{column}"));
    let key = if endpoint.is_keyed {
        caller.server.new_key()
    } else {
        String::new()
    };
    caller
        .raw_path(
            endpoint.method.as_str(),
            &circle.fill(endpoint.path),
            circle.fill(&body).into_bytes(),
            &key,
        )
        .await
}
