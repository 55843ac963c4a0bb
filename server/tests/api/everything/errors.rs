//! Every error code is returned at least once over HTTP. Long: each code needs its case.

use std::collections::HashSet;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use life_circle_server::accounts::passwords::Passwords;
use life_circle_wire::ErrorCode;

use crate::support::{Friend, PASSWORD, Server, story};

/// Codes that the stories of other files get over HTTP: the text of the file, and its codes.
const ELSEWHERE: &[(&str, &[ErrorCode])] = &[
    (
        include_str!("../accounts/signing_in.rs"),
        &[
            ErrorCode::HandleTaken,
            ErrorCode::HandleInvalid,
            ErrorCode::DisplayNameInvalid,
            ErrorCode::PasswordTooShort,
            ErrorCode::PasswordTooLong,
            ErrorCode::PasswordTooCommon,
            ErrorCode::WrongCredentials,
        ],
    ),
    (
        include_str!("../relations/departures.rs"),
        &[ErrorCode::AccountLeaving, ErrorCode::AccountSuspended],
    ),
    (
        include_str!("../accounts/security.rs"),
        &[
            ErrorCode::PasskeyMissing,
            ErrorCode::PasskeyNeeded,
            ErrorCode::PasskeyRefused,
            ErrorCode::TooManyPasskeys,
        ],
    ),
    (
        include_str!("../relations/requests.rs"),
        &[
            ErrorCode::SelfRequest,
            ErrorCode::AlreadyFriends,
            ErrorCode::TooManyFriends,
        ],
    ),
    (
        include_str!("../relations/tags.rs"),
        &[
            ErrorCode::TagTaken,
            ErrorCode::TooManyTags,
            ErrorCode::TooManyPeople,
        ],
    ),
    (
        include_str!("../relations/links.rs"),
        &[
            ErrorCode::TooManyLinks,
            ErrorCode::LinkGone,
            ErrorCode::InvitationNeeded,
        ],
    ),
    (
        include_str!("../people/privacy.rs"),
        &[ErrorCode::FriendsOnly],
    ),
    (
        include_str!("../audience/audiences.rs"),
        &[ErrorCode::TagGone],
    ),
    (
        include_str!("../audience/audience_previews.rs"),
        &[ErrorCode::TooManyMoments],
    ),
    (
        include_str!("../moments/posting.rs"),
        &[ErrorCode::KeyReused],
    ),
    (
        include_str!("../moments/texts.rs"),
        &[ErrorCode::EditTooLate],
    ),
    (
        include_str!("../moments/photos.rs"),
        &[
            ErrorCode::PhotoQuotaFull,
            ErrorCode::PhotoUnreadable,
            ErrorCode::PhotoTooLarge,
            ErrorCode::TooManyPhotos,
            ErrorCode::PhotoGone,
            ErrorCode::PhotosWaiting,
        ],
    ),
    (
        include_str!("../inbox/notifications.rs"),
        &[ErrorCode::TooManyReminded],
    ),
    (
        include_str!("../operator/reports.rs"),
        &[ErrorCode::TooManyReports],
    ),
    (
        include_str!("../operator/operating.rs"),
        &[ErrorCode::TooManyRequests],
    ),
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
        ErrorCode::TextInvalid,
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

/// The codes of [`ELSEWHERE`]. Fails if the text of a file doesn't name one of its codes.
fn told_elsewhere() -> HashSet<ErrorCode> {
    let mut told = HashSet::new();
    for (stories, codes) in ELSEWHERE {
        for code in *codes {
            let is_named = stories.contains(&format!("ErrorCode::{code:?}"));
            assert!(is_named, "the file of {code:?} has no story about it");
            told.insert(*code);
        }
    }
    told
}

#[test]
fn every_code_is_told_in_its_envelope_with_its_status() {
    story(async |server| {
        let mut seen = told_elsewhere();
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
        overloaded(&mut seen, &server).await;
        storage_full(&mut seen, &server, &fang).await;
        internal(&mut seen, &server, &fang).await;
        // Nobody can fill the disk of PostgreSQL here.
        let is_possible =
            |code: &&ErrorCode| !server.is_postgres() || **code != ErrorCode::StorageFull;
        let unseen: Vec<_> = ErrorCode::ALL
            .iter()
            .filter(is_possible)
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
    let sixteen_seconds_ago = "deleted_at = deleted_at - 16000";
    server.alter_moment(moment, sixteen_seconds_ago).await;
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

/// Signs in while the passwords of others take all places. The client is told to wait.
async fn overloaded(seen: &mut HashSet<ErrorCode>, server: &Server) {
    let full = server.with_passwords(Passwords::cheap(0, 0));
    let body = format!("{{\"handle\": \"wang_fang\", \"password\": \"{PASSWORD}\"}}");
    expect(
        seen,
        &full.nobody(),
        ("POST", "/api/v1/sessions", &body, ""),
        ErrorCode::Overloaded,
    )
    .await;
}

/// Posts while the disk is full.
async fn storage_full(seen: &mut HashSet<ErrorCode>, server: &Server, fang: &Friend) {
    if server.is_postgres() {
        return;
    }
    server.fill_disk().await;
    let body = format!("{{\"text\": \"{}\"}}", "滿".repeat(2000));
    let call = (
        "POST",
        "/api/v1/moments",
        body.as_str(),
        "a-key-for-a-full-disk",
    );
    expect(seen, fang, call, ErrorCode::StorageFull).await;
}

/// Breaks the database of the running server. The client gets `internal` and no details.
async fn internal(seen: &mut HashSet<ErrorCode>, server: &Server, fang: &Friend) {
    server.run_sql("DROP TABLE idempotency_keys").await;
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
