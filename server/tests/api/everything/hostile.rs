//! Words that were written to break something: markup, quotes, controls, directions, stacked marks,
//! halves of things. Each goes into every field of words. It comes back as it was sent, or the
//! answer names the field that refuses it.

use axum::http::StatusCode;
use serde_json::{Value, from_slice, from_str, json};

use crate::everything::circle::Circle;
use crate::support::{Friend, Raw, story};

/// The page shows the same words: `e2e/journeys/moments/hostile.spec.ts`.
const WORDS: &str = include_str!("../../../../e2e/support/hostile.json");

/// A field of words.
struct Field {
    /// The field's name in the request and in the answer.
    name: &'static str,
    method: &'static str,
    path: &'static str,
    /// The other fields of the request.
    with: &'static str,
    /// Where in the answer the field is, as a JSON pointer.
    inside: &'static str,
}

const fn field(
    name: &'static str,
    method: &'static str,
    path: &'static str,
    with: &'static str,
    inside: &'static str,
) -> Field {
    Field {
        name,
        method,
        path,
        with,
        inside,
    }
}

const FIELDS: [Field; 9] = [
    field("text", "POST", "/api/v1/moments", "{}", ""),
    field("place", "POST", "/api/v1/moments", r#"{"text":"here"}"#, ""),
    field("text", "PUT", "/api/v1/moments/{moment_id}/text", "{}", ""),
    field(
        "text",
        "POST",
        "/api/v1/moments/{moment_id}/comments",
        "{}",
        "",
    ),
    field("display_name", "PUT", "/api/v1/profile", "{}", "/person"),
    field(
        "about",
        "PUT",
        "/api/v1/profile",
        r#"{"display_name":"N"}"#,
        "",
    ),
    field("remark", "PUT", "/api/v1/friends/{friend}", "{}", ""),
    field("note", "PUT", "/api/v1/friends/{friend}", "{}", ""),
    field("name", "PUT", "/api/v1/tags/{tag_id}", "{}", ""),
];

#[test]
fn every_field_gives_back_the_words_or_refuses_them() {
    let all: Vec<String> = from_str(WORDS).expect("a list of words");
    assert!(all.len() >= 500);
    story(async |server| {
        let circle = Circle::new(&server, 0).await;
        for field in &FIELDS {
            let mut taken = 0;
            for words in &all {
                taken += usize::from(is_taken(&circle, field, words).await);
            }
            // Names are short and on one line; everything else is taken nearly as it comes.
            let least = if field.name == "text" { 500 } else { 350 };
            assert!(taken > least, "{}: only {taken} are taken", field.name);
        }
    });
}

/// Whether a field takes these words. Panics if it gives back others, or doesn't say why not.
async fn is_taken(circle: &Circle, field: &Field, words: &str) -> bool {
    let mut request: Value = from_str(field.with).expect("JSON");
    request[field.name] = json!(words);
    let path = circle.fill(field.path);
    let answer = call(&circle.owner, field.method, &path, &request).await;
    let body: Value = from_slice(&answer.body).expect("JSON");
    if answer.status == StatusCode::UNPROCESSABLE_ENTITY {
        let named = &body["error"]["field"];
        assert_eq!(named, field.name, "{words:?} in {path}: {body}");
        return false;
    }
    assert_eq!(answer.status, StatusCode::OK, "{words:?} in {path}: {body}");
    let given = &body.pointer(field.inside).unwrap_or(&body)[field.name];
    let plain = if ["text", "note"].contains(&field.name) {
        in_lines
    } else {
        in_one_line
    };
    assert_eq!(plain(given), plain(&json!(words)), "{words:?} in {path}");
    if path.ends_with("/moments") {
        let id = body["id"].as_str().expect("an id");
        let kept = call(&circle.friend, "GET", &format!("{path}/{id}"), &Value::Null).await;
        let kept: Value = from_slice(&kept.body).expect("JSON");
        assert_eq!(&kept[field.name], given, "{words:?} read again");
    }
    true
}

/// Words without spaces at their ends, and with lines that end in LF. A field that is left out is
/// empty.
fn in_lines(words: &Value) -> String {
    let words = words.as_str().unwrap_or_default();
    words
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .trim()
        .to_owned()
}

/// Words of a field with one line, in which a space is a space.
fn in_one_line(words: &Value) -> String {
    let words = words.as_str().unwrap_or_default();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn call(who: &Friend, method: &str, path: &str, request: &Value) -> Raw {
    let body = match request {
        Value::Null => Vec::new(),
        request => request.to_string().into_bytes(),
    };
    who.raw_path(method, path, body, &who.server.new_key())
        .await
}
