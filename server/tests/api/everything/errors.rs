//! Every error code is returned at least once over HTTP. A code without a case fails the test.

use std::collections::HashSet;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use life_circle_wire::ErrorCode;

use crate::support::{Friend, Server, story};

/// Codes that another test file covers: the comment names it.
const ELSEWHERE: &[ErrorCode] = &[
    ErrorCode::HandleTaken,        // accounts
    ErrorCode::HandleInvalid,      // accounts
    ErrorCode::DisplayNameInvalid, // accounts
    ErrorCode::PasswordTooShort,   // accounts
    ErrorCode::PasswordTooLong,    // accounts
    ErrorCode::PasswordTooCommon,  // accounts
    ErrorCode::WrongCredentials,   // accounts
    ErrorCode::SelfRequest,        // friends
    ErrorCode::AlreadyFriends,     // friends
    ErrorCode::TooManyFriends,     // friends
    ErrorCode::TagTaken,           // tags
    ErrorCode::TagGone,            // audiences
    ErrorCode::TooManyTags,        // tags
    ErrorCode::TooManyPeople,      // tags
    ErrorCode::TooManyMoments,     // audiences
    ErrorCode::TooManyLinks,       // links
    ErrorCode::LinkGone,           // links
    ErrorCode::InvitationNeeded,   // links
    ErrorCode::AccountLeaving,     // departures
    ErrorCode::AccountSuspended,   // departures
    ErrorCode::PasskeyRefused,     // security
    ErrorCode::TooManyPasskeys,    // security
    ErrorCode::TooManyReports,     // reports
    ErrorCode::FriendsOnly,        // privacy
    ErrorCode::KeyReused,          // moments
    ErrorCode::EditTooLate,        // texts
    ErrorCode::TooManyRequests,    // operating
    ErrorCode::Overloaded,         // auth/passwords
    // notifications.rs
    ErrorCode::TooManyReminded,
    // photos.rs
    ErrorCode::PhotoUnreadable,
    ErrorCode::PhotoTooLarge,
    ErrorCode::TooManyPhotos,
    ErrorCode::PhotoGone,
    ErrorCode::PhotosWaiting,
];

const KEY: &str = "a-good-key";

/// A call: method, path, body and `Idempotency-Key`.
type Call<'a> = (&'a str, &'a str, &'a str, &'a str);

/// Calls of somebody who is signed in, and the code that each gets.
const CASES: &[(Call<'static>, ErrorCode)] = &[
    (("POST", "/api/v1/moments", "{", KEY), ErrorCode::BadRequest),
    (
        ("POST", "/api/v1/moments", "{\"text\": 7}", KEY),
        ErrorCode::BadRequest,
    ),
    (
        ("GET", "/api/v1/feed?limit=many", "", ""),
        ErrorCode::BadRequest,
    ),
    (
        ("GET", "/api/v1/feed?cursor=xyz", "", ""),
        ErrorCode::CursorInvalid,
    ),
    (
        ("GET", "/api/v1/friends?cursor=bnVsbA", "", ""),
        ErrorCode::CursorInvalid,
    ),
    (
        ("POST", "/api/v1/moments", "{\"text\": \"hi\"}", ""),
        ErrorCode::KeyMissing,
    ),
    (
        ("POST", "/api/v1/moments", "{\"text\": \"hi\"}", "short"),
        ErrorCode::KeyMissing,
    ),
    (
        ("POST", "/api/v1/moments", "{\"text\": \" \\n\"}", KEY),
        ErrorCode::TextEmpty,
    ),
    (
        ("POST", "/api/v1/moments", "{\"text\": \"a\\u0000b\"}", KEY),
        ErrorCode::BadRequest,
    ),
    // The decoded cursor: `{"sort_key":"\u0000","id":0}`.
    (
        (
            "GET",
            "/api/v1/friends?cursor=eyJzb3J0X2tleSI6Ilx1MDAwMCIsImlkIjowfQ",
            "",
            "",
        ),
        ErrorCode::CursorInvalid,
    ),
    (("GET", "/api/v1/moments/1", "", ""), ErrorCode::NotFound),
    (("GET", "/api/v1/moments/x", "", ""), ErrorCode::NotFound),
    (("GET", "/api/v1/nothing", "", ""), ErrorCode::NotFound),
    (
        ("PATCH", "/api/v1/moments/1", "", ""),
        ErrorCode::MethodNotAllowed,
    ),
];

async fn expect(
    seen: &mut HashSet<ErrorCode>,
    who: &Friend,
    (method, path, body, key): Call<'_>,
    code: ErrorCode,
) {
    let raw = who
        .raw_path(method, path, body.as_bytes().to_vec(), key)
        .await;
    let error = raw.error();
    assert_eq!(error.code, code, "{method} {path} {body}");
    assert_eq!(raw.status.as_u16(), code.status(), "{method} {path}");
    assert!(!error.message.is_empty() && !error.request_id.is_empty());
    seen.insert(code);
}

#[test]
fn every_code_is_told_in_its_envelope_with_its_status() {
    story(async |server| {
        let mut seen: HashSet<ErrorCode> = ELSEWHERE.iter().copied().collect();
        let fang = server.sign_up("wang_fang").await;
        for &(call, code) in CASES {
            expect(&mut seen, &fang, call, code).await;
        }
        let long = format!("{{\"text\": \"{}\"}}", "长".repeat(2001));
        expect(
            &mut seen,
            &fang,
            ("POST", "/api/v1/moments", &long, KEY),
            ErrorCode::TextTooLong,
        )
        .await;
        let huge = format!("{{\"text\": \"{}\"}}", "x".repeat(300_000));
        expect(
            &mut seen,
            &fang,
            ("POST", "/api/v1/moments", &huge, KEY),
            ErrorCode::BodyTooLarge,
        )
        .await;
        expect(
            &mut seen,
            &server.nobody(),
            ("GET", "/api/v1/devices", "", ""),
            ErrorCode::SignedOut,
        )
        .await;
        undo_too_late(&mut seen, &server, &fang).await;
        cross_site(&mut seen, &server).await;
        internal(&mut seen, &server, &fang).await;
        let unseen: Vec<_> = ErrorCode::ALL
            .iter()
            .filter(|code| !seen.contains(code))
            .collect();
        assert!(unseen.is_empty(), "no case tells {unseen:?}");
    });
}

async fn undo_too_late(seen: &mut HashSet<ErrorCode>, server: &Server, fang: &Friend) {
    let moment = fang.post("hello").await;
    let path = format!("/api/v1/moments/{moment}/deleted");
    fang.raw_path("PUT", &path, b"{\"deleted\": true}".to_vec(), "")
        .await;
    let eleven_seconds_ago = "deleted_at = deleted_at - 11000";
    server.alter_moment(moment, eleven_seconds_ago).await;
    expect(
        seen,
        fang,
        ("PUT", &path, "{\"deleted\": false}", ""),
        ErrorCode::UndoTooLate,
    )
    .await;
}

async fn cross_site(seen: &mut HashSet<ErrorCode>, server: &Server) {
    let request = Request::post("/api/v1/sessions")
        .header("content-type", "application/json")
        .header("origin", "https://evil.example");
    let answer = server
        .send(request.body(Body::from("{}")).expect("a request"))
        .await;
    assert_eq!(
        (answer.status, answer.error().code),
        (StatusCode::FORBIDDEN, ErrorCode::CrossSite)
    );
    seen.insert(ErrorCode::CrossSite);
}

/// Breaks the database of the running server. The client gets `internal` and no details.
async fn internal(seen: &mut HashSet<ErrorCode>, server: &Server, fang: &Friend) {
    let mut write = server.database.write().await.expect("a transaction");
    sqlx::query("DROP TABLE idempotency_keys")
        .execute(&mut *write)
        .await
        .expect("dropped");
    write.commit().await.expect("committed");
    let raw = fang
        .raw_path(
            "POST",
            "/api/v1/moments",
            b"{\"text\": \"hi\"}".to_vec(),
            "a-good-key",
        )
        .await;
    assert_eq!(raw.error().code, ErrorCode::Internal);
    assert!(!raw.text().contains("idempotency_keys"), "{}", raw.text());
    seen.insert(ErrorCode::Internal);
}
