//! Long, since each text field has its row.
//! Every text of a request can be as long as its limit, and no longer. A text field without a row
//! fails the test.

use life_circle_wire::{endpoints, limits};
use serde_json::Value;

use crate::everything::circle::{Circle, friend, nobody, owner, stranger};
use crate::support::{Friend, Raw, Server, story};

/// A text field of a request.
struct Row {
    endpoint: &'static str,
    field: &'static str,
    /// Picks the caller from the circle.
    who: fn(&Circle) -> &Friend,
    /// The JSON body. `{text}` is the text of the field; other `{…}` are filled in by the circle.
    body: &'static str,
    /// The limit, in letters.
    most: usize,
    /// The text is this letter again and again.
    letter: &'static str,
    /// The HTTP status of the longest text.
    status: u16,
}

/// A text of people: its limit counts graphemes, and each of these has two characters.
const fn row(
    endpoint: &'static str,
    field: &'static str,
    who: fn(&Circle) -> &Friend,
    body: &'static str,
    most: usize,
) -> Row {
    Row {
        endpoint,
        field,
        who,
        body,
        most,
        letter: "e\u{301}",
        status: 200,
    }
}

impl Row {
    /// The same row for a handle or a password: its limit counts characters.
    const fn of(self, letter: &'static str) -> Self {
        Self { letter, ..self }
    }

    /// The same row for a body that is refused with this status, whatever its text is.
    const fn refused_with(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// Sends the request with a text of this length.
    async fn send(&self, circle: &Circle, letters: usize) -> Raw {
        let endpoint = endpoints()
            .into_iter()
            .find(|endpoint| endpoint.name == self.endpoint)
            .expect("a row of an endpoint");
        let caller = (self.who)(circle);
        let key = if endpoint.is_keyed {
            caller.server.new_key()
        } else {
            String::new()
        };
        let text = self.letter.repeat(letters);
        let body = circle.fill(self.body).replace("{text}", &text);
        caller
            .raw_path(
                endpoint.method.as_str(),
                &circle.fill(endpoint.path),
                body.into_bytes(),
                &key,
            )
            .await
    }
}

const HANDLE_MOST: usize = *limits::HANDLE.end();
const DISPLAY_NAME_MOST: usize = *limits::DISPLAY_NAME.end();
const PASSWORD_MOST: usize = *limits::PASSWORD.end();

const ROWS: &[Row] = &[
    row(
        "SignUp",
        "handle",
        nobody,
        r#"{"handle":"{text}","display_name":"N","password":"correct horse"}"#,
        HANDLE_MOST,
    )
    .of("x"),
    row(
        "SignUp",
        "display_name",
        nobody,
        r#"{"handle":"new_name","display_name":"{text}","password":"correct horse"}"#,
        DISPLAY_NAME_MOST,
    ),
    row(
        "SignUp",
        "password",
        nobody,
        r#"{"handle":"new_password","display_name":"N","password":"{text}"}"#,
        PASSWORD_MOST,
    )
    .of("x"),
    row(
        "SetPassword",
        "new_password",
        stranger,
        r#"{"password":"a wrong guess","new_password":"{text}"}"#,
        PASSWORD_MOST,
    )
    .of("x")
    .refused_with(401),
    row(
        "Recover",
        "new_password",
        nobody,
        r#"{"handle":"owner","code":"0000","new_password":"{text}"}"#,
        PASSWORD_MOST,
    )
    .of("x")
    .refused_with(401),
    row(
        "AddPasskey",
        "name",
        owner,
        r#"{"ceremony":"none","credential":"{}","name":"{text}"}"#,
        limits::PASSKEY_NAME_MOST,
    )
    .refused_with(422),
    row(
        "Report",
        "note",
        friend,
        r#"{"about":{"moment":"{moment_id}"},"reason":"spam","note":"{text}"}"#,
        limits::REPORT_NOTE_MOST,
    ),
    row(
        "SetProfile",
        "display_name",
        owner,
        r#"{"display_name":"{text}"}"#,
        DISPLAY_NAME_MOST,
    ),
    row(
        "SetProfile",
        "about",
        owner,
        r#"{"display_name":"N","about":"{text}"}"#,
        limits::ABOUT_MOST,
    ),
    row(
        "SetFriendDetails",
        "remark",
        friend,
        r#"{"remark":"{text}"}"#,
        limits::REMARK_MOST,
    ),
    row(
        "SetFriendDetails",
        "note",
        friend,
        r#"{"note":"{text}"}"#,
        limits::NOTE_MOST,
    ),
    // Two callers, because two tags of one person can't have the same name.
    row(
        "CreateTag",
        "name",
        friend,
        r#"{"name":"{text}"}"#,
        limits::TAG_NAME_MOST,
    ),
    row(
        "ChangeTag",
        "name",
        owner,
        r#"{"name":"{text}"}"#,
        limits::TAG_NAME_MOST,
    ),
    row(
        "RequestFriend",
        "handle",
        stranger,
        r#"{"handle":"{text}"}"#,
        HANDLE_MOST,
    )
    .of("y")
    .refused_with(404),
    row(
        "RequestFriend",
        "message",
        stranger,
        r#"{"handle":"owner","message":"{text}"}"#,
        limits::REQUEST_MESSAGE_MOST,
    ),
    row(
        "PostMoment",
        "text",
        owner,
        r#"{"text":"{text}"}"#,
        limits::MOMENT_TEXT_MOST,
    ),
    row(
        "PostMoment",
        "place",
        owner,
        r#"{"text":"hi","place":"{text}"}"#,
        limits::PLACE_MOST,
    ),
    // There is no such photo.
    row(
        "PostMoment",
        "alt",
        owner,
        r#"{"text":"hi","photos":[{"id":"1","alt":"{text}"}]}"#,
        limits::ALT_MOST,
    )
    .refused_with(409),
    row(
        "SetMomentText",
        "text",
        owner,
        r#"{"text":"{text}"}"#,
        limits::MOMENT_TEXT_MOST,
    ),
    row(
        "PostComment",
        "text",
        friend,
        r#"{"text":"{text}"}"#,
        limits::COMMENT_TEXT_MOST,
    ),
];

/// Text fields without a limit: they are compared with what there is, and aren't stored.
const UNLIMITED: [(&str, &str); 18] = [
    ("SignUp", "invitation"),
    ("SignIn", "handle"),
    ("SignIn", "password"),
    ("SetPassword", "password"),
    ("MakeRecoveryCodes", "password"),
    ("Recover", "handle"),
    ("Recover", "code"),
    ("BeginPasskey", "password"),
    ("RemovePasskey", "password"),
    ("SetPasskeyNeeded", "password"),
    ("RevokeDevice", "password"),
    ("AddPasskey", "ceremony"),
    ("AddPasskey", "credential"),
    ("SignInWithPasskey", "ceremony"),
    ("SignInWithPasskey", "credential"),
    ("LeaveAccount", "password"),
    ("ReadLink", "secret"),
    ("FollowLink", "secret"),
];

#[test]
fn a_text_is_accepted_up_to_its_limit() {
    story(async |server| {
        assert_each_text_has_a_row(&server).await;
        let circle = Circle::new(&server, 1).await;
        for row in ROWS {
            let name = format!("{}, {}", row.endpoint, row.field);
            let longest = row.send(&circle, row.most).await;
            assert_eq!(longest.status, row.status, "{name}: {}", longest.text());
            if longest.status == 422 {
                assert_ne!(longest.error().field.as_deref(), Some(row.field), "{name}");
            }
            let longer = row.send(&circle, row.most + 1).await;
            assert_eq!(longer.status, 422, "{name}: {}", longer.text());
            assert_eq!(longer.error().field.as_deref(), Some(row.field), "{name}");
        }
    });
}

/// Fails if a text field of a request in the `OpenAPI` document has no row.
async fn assert_each_text_has_a_row(server: &Server) {
    let answer = server
        .nobody()
        .raw_path("GET", "/api/v1/openapi.json", Vec::new(), "")
        .await;
    let document: Value = serde_json::from_slice(&answer.body).expect("JSON");
    let paths = document["paths"].as_object().expect("paths");
    for (_, operation) in paths.values().filter_map(Value::as_object).flatten() {
        let endpoint = operation["operationId"].as_str().expect("a name");
        for field in text_fields(&document, operation) {
            let has_row = ROWS
                .iter()
                .any(|row| row.endpoint == endpoint && row.field == field);
            assert!(
                has_row != UNLIMITED.contains(&(endpoint, field)),
                "{endpoint}, {field} has no row"
            );
        }
    }
}

/// The text fields in the body of a request.
fn text_fields<'a>(document: &'a Value, operation: &Value) -> Vec<&'a str> {
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"]["$ref"];
    let name = schema
        .as_str()
        .and_then(|reference| reference.rsplit('/').next());
    let fields = &document["components"]["schemas"][name.unwrap_or_default()]["properties"];
    // The type is `"string"`, or a list with it and `"null"`.
    let is_text = |schema: &Value| schema["type"].to_string().contains("\"string\"");
    fields
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(_, schema)| is_text(schema))
        .map(|(field, _)| field.as_str())
        .collect()
}
