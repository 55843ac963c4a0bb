//! Who gets what from every endpoint: route × how the caller stands to the owner of what is asked for. An endpoint
//! without a row fails.

use life_circle_wire::endpoints;

use crate::circle::Circle;
use crate::support::story;

/// How the caller stands to the owner, in the order of the columns.
const COLUMNS: [&str; 6] = ["nobody", "stranger", "requester", "friend", "ex-friend", "owner"];

/// What each column gets: the HTTP status. `{…}` in a body are filled in.
struct Row {
    endpoint: &'static str,
    body: &'static str,
    statuses: [u16; 6],
}

const ALL: [u16; 6] = [200; 6];
/// Everybody who is signed in, about themselves.
const OWN: [u16; 6] = [401, 200, 200, 200, 200, 200];
/// Who can see the owner's moments.
const SEES: [u16; 6] = [401, 404, 404, 200, 404, 200];
/// The owner alone.
const OWNER: [u16; 6] = [401, 404, 404, 404, 404, 200];

#[rustfmt::skip]
const ROWS: &[Row] = &[
    Row { endpoint: "SignUp", body: "{\"handle\":\"{new}\",\"display_name\":\"N\",\"password\":\"correct horse\"}", statuses: ALL },
    Row { endpoint: "SignIn", body: "{\"handle\":\"owner\",\"password\":\"correct horse battery\"}", statuses: ALL },
    Row { endpoint: "ReadSession", body: "", statuses: ALL },
    Row { endpoint: "ListDevices", body: "", statuses: OWN },
    Row { endpoint: "RevokeDevice", body: "", statuses: OWN },
    Row { endpoint: "SetProfile", body: "{\"display_name\":\"N\"}", statuses: OWN },
    // What isn't a picture is refused only to who may send one.
    Row { endpoint: "UploadPhoto", body: "no picture", statuses: [401, 422, 422, 422, 422, 422] },
    Row { endpoint: "ReadPhoto", body: "", statuses: SEES },
    Row { endpoint: "SearchPeople", body: "", statuses: OWN },
    Row { endpoint: "ReadPerson", body: "", statuses: OWN },
    Row { endpoint: "ListCommonFriends", body: "", statuses: OWN },
    Row { endpoint: "ListAlbum", body: "", statuses: OWN },
    Row { endpoint: "ListFriends", body: "", statuses: OWN },
    Row { endpoint: "ListFriendRequests", body: "", statuses: OWN },
    Row { endpoint: "RequestFriend", body: "{\"handle\":\"owner\"}", statuses: [401, 200, 200, 409, 200, 422] },
    Row { endpoint: "AnswerFriendRequest", body: "{\"answer\":\"ignore\"}", statuses: OWNER },
    Row { endpoint: "WithdrawFriendRequest", body: "", statuses: [401, 404, 200, 404, 404, 404] },
    Row { endpoint: "ReadFeed", body: "", statuses: OWN },
    Row { endpoint: "SetFeedSeen", body: "{\"arrival\":0}", statuses: OWN },
    Row { endpoint: "PostMoment", body: "{\"text\":\"hi\"}", statuses: OWN },
    Row { endpoint: "ReadMoment", body: "", statuses: SEES },
    Row { endpoint: "SetMomentText", body: "{\"text\":\"the owner's\"}", statuses: OWNER },
    Row { endpoint: "SetMomentDeleted", body: "{\"deleted\":false}", statuses: OWNER },
    Row { endpoint: "SetLike", body: "{\"liked\":true}", statuses: SEES },
    Row { endpoint: "ListLikes", body: "", statuses: SEES },
    Row { endpoint: "ListComments", body: "", statuses: SEES },
    Row { endpoint: "PostComment", body: "{\"text\":\"hi\"}", statuses: SEES },
    Row { endpoint: "DeleteComment", body: "", statuses: OWNER },
    Row { endpoint: "ListTopic", body: "", statuses: OWN },
    Row { endpoint: "ListNotifications", body: "", statuses: OWN },
    Row { endpoint: "SetNotificationsSeen", body: "{\"number\":0}", statuses: OWN },
    Row { endpoint: "SetMuted", body: "{\"muted\":true}", statuses: SEES },
    Row { endpoint: "ListSuggestions", body: "", statuses: OWN },
    Row { endpoint: "DismissSuggestion", body: "", statuses: OWN },
    Row { endpoint: "ReadStatus", body: "", statuses: OWN },
    Row { endpoint: "ReadEvents", body: "", statuses: OWN },
    // These change the circle, so they come last.
    Row { endpoint: "RemoveFriend", body: "", statuses: OWN },
    Row { endpoint: "SignOut", body: "", statuses: OWN },
];

#[test]
fn every_endpoint_answers_everybody_as_the_matrix_says() {
    let rows: Vec<&str> = ROWS.iter().map(|row| row.endpoint).collect();
    for endpoint in endpoints() {
        assert!(rows.contains(&endpoint.name), "{} has no row", endpoint.name);
    }
    story(async |server| {
        let mut number = 0;
        for row in ROWS {
            let endpoint =
                endpoints().into_iter().find(|endpoint| endpoint.name == row.endpoint).expect("a row of an endpoint");
            let mut circle_of_reads = None;
            for (column, expected) in row.statuses.into_iter().enumerate() {
                // Reading changes nothing: its columns share a circle.
                if circle_of_reads.is_none() || endpoint.method != life_circle_wire::Method::Get {
                    number += 1;
                    circle_of_reads = Some(Circle::new(&server, number).await);
                }
                let circle = circle_of_reads.as_ref().expect("just made");
                let callers = [
                    &circle.nobody,
                    &circle.stranger,
                    &circle.requester,
                    &circle.friend,
                    &circle.ex_friend,
                    &circle.owner,
                ];
                let fill = |text: &str| circle.fill(&text.replace("{new}", &format!("new_{number}_{column}")));
                let key = if endpoint.is_keyed { server.new_key() } else { String::new() };
                let raw = callers[column]
                    .raw_path(endpoint.method.as_str(), &fill(endpoint.path), fill(row.body).into_bytes(), &key)
                    .await;
                assert_eq!(raw.status.as_u16(), expected, "{} as {}: {}", row.endpoint, COLUMNS[column], raw.text());
                let is_told = raw.text().contains("the owner's");
                assert!(
                    !is_told || matches!(COLUMNS[column], "friend" | "owner"),
                    "{} tells {}: {}",
                    row.endpoint,
                    COLUMNS[column],
                    raw.text()
                );
            }
        }
    });
}
