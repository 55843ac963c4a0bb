//! What operators rely on: health, metrics, headers, rate limits, draining.

use std::os::unix::fs::PermissionsExt as _;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use life_circle_server::clock;
use life_circle_server::platform::db::Database;
use life_circle_wire::accounts::{ListDevices, SignIn, SignInRequest};
use life_circle_wire::moments::{SetDeletedRequest, SetMomentDeleted};
use life_circle_wire::{ErrorCode, NoArgument};

use crate::support::{PASSWORD, story, story_with};

fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).expect("a request")
}

#[test]
fn health_readiness_and_metrics_answer() {
    story(async |server| {
        server.sign_up("wang_fang").await;
        assert_eq!(server.send(get("/healthz")).await.status, StatusCode::OK);
        assert_eq!(server.send(get("/readyz")).await.status, StatusCode::OK);
        assert!(
            server
                .send(get("/metrics"))
                .await
                .text()
                .contains("life_circle_requests_total")
        );
    });
}

#[test]
fn a_public_server_tells_its_metrics_to_nobody_and_asks_for_https_only() {
    story_with(
        &["--public-url", "https://circle.example"],
        async |server| {
            let answer = server.send(get("/metrics")).await;
            assert_eq!(
                answer.status,
                StatusCode::NOT_FOUND,
                "a proxy on this machine passes on what others ask"
            );
            assert!(answer.headers.contains_key("strict-transport-security"));
        },
    );
}

#[test]
fn a_server_without_its_database_is_alive_but_not_ready() {
    story(async |server| {
        server.database.close().await;
        assert_eq!(server.send(get("/healthz")).await.status, StatusCode::OK);
        assert_eq!(
            server.send(get("/readyz")).await.status,
            StatusCode::SERVICE_UNAVAILABLE
        );
    });
}

#[test]
fn every_answer_carries_the_headers_that_protect_it() {
    story(async |server| {
        for path in ["/api/v1/devices", "/api/v1/nothing", "/docs", "/nowhere"] {
            let headers = server.send(get(path)).await.headers;
            for name in [
                "x-content-type-options",
                "referrer-policy",
                "content-security-policy",
                "cross-origin-opener-policy",
                "cross-origin-resource-policy",
            ] {
                assert!(headers.contains_key(name), "{path} lacks {name}");
            }
        }
    });
}

#[test]
fn an_unchanged_answer_is_not_sent_again() {
    story(async |server| {
        let fang = server.sign_up("wang_fang").await;
        let first = fang
            .raw::<ListDevices>(&NoArgument, "", Vec::new(), "")
            .await;
        let etag = first.headers["etag"].to_str().expect("text").to_owned();
        let token = fang.token.clone().expect("a token");
        for known in [etag.clone(), format!("\"x\", W/{etag}")] {
            let request = Request::get("/api/v1/devices")
                .header("authorization", format!("Bearer {token}"))
                .header("if-none-match", known);
            let again = server
                .send(request.body(Body::empty()).expect("a request"))
                .await;
            assert_eq!(
                (again.status, again.body.len()),
                (StatusCode::NOT_MODIFIED, 0)
            );
        }
    });
}

#[test]
fn guessing_passwords_is_slowed_down() {
    story_with(&["--rate-limits", "100"], async |server| {
        server.sign_up("wang_fang").await;
        let request = SignInRequest {
            handle: "wang_fang".to_owned(),
            password: "a wrong guess".to_owned(),
            keep_account: false,
            bearer: true,
        };
        let mut refused = None;
        for _ in 0..20 {
            let body = serde_json::to_vec(&request).expect("JSON");
            let raw = server
                .nobody()
                .raw::<SignIn>(&NoArgument, "", body, "")
                .await;
            if raw.status == StatusCode::TOO_MANY_REQUESTS {
                refused = Some(raw);
                break;
            }
        }
        let refused = refused.expect("it is refused before twenty guesses");
        assert_eq!(refused.error().code, ErrorCode::TooManyRequests);
        assert!(
            refused.headers["retry-after"]
                .to_str()
                .expect("text")
                .parse::<u64>()
                .expect("seconds")
                > 0
        );
        let right = SignInRequest {
            handle: "wang_fang".to_owned(),
            password: PASSWORD.to_owned(),
            keep_account: false,
            bearer: true,
        };
        assert!(
            server
                .nobody()
                .call::<SignIn>(&NoArgument, &right)
                .await
                .is_err(),
            "the right one waits, too"
        );
    });
}

#[test]
fn what_is_deleted_is_gone_from_the_disk() {
    story(async |server| {
        if server.is_postgres() {
            return;
        }
        let fang = server.sign_up("wang_fang").await;
        let text = "a word that nobody else would write: xyzzyplugh ".repeat(40);
        let moment = fang.post(&text).await;
        let is_on_disk = || {
            let files = std::fs::read_dir(&server.place.folder)
                .expect("a folder")
                .map(|entry| entry.expect("an entry").path());
            let mut kept = files
                .filter(|path| path.is_file())
                .map(|path| std::fs::read(path).expect("it reads"));
            kept.any(|bytes| bytes.windows(10).any(|window| window == b"xyzzyplugh"))
        };
        assert!(is_on_disk());
        let request = SetDeletedRequest { deleted: true };
        fang.call::<SetMomentDeleted>(&moment, &request)
            .await
            .expect("deleted");
        server.sweep_after(clock::minutes_ms(1)).await;
        assert!(!is_on_disk());
    });
}

#[tokio::test]
async fn a_database_is_for_its_own_user_and_what_is_none_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("life-circle.sqlite3");
    let database = Database::open_folder(folder.path())
        .await
        .expect("a new one");
    let mode = std::fs::metadata(&file)
        .expect("it is there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");
    database.close().await;
    drop(database);
    std::fs::write(&file, "not what SQLite writes").expect("written");
    let error = Database::open_folder(folder.path())
        .await
        .map(drop)
        .expect_err("it is damaged");
    assert!(
        format!("{error:#}").contains("restore a backup"),
        "{error:#}"
    );
}

#[test]
fn a_folder_and_a_number_belong_to_one_server() {
    story(async |server| {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Database::open_folder(folder.path())
            .await
            .expect("it is free");
        let second = Database::open_folder(folder.path())
            .await
            .map(drop)
            .expect_err("it is taken");
        assert!(second.to_string().contains("another server"), "{second}");
        first.close().await;
        let first = server
            .database
            .clone()
            .claim_node(7)
            .await
            .expect("7 is free");
        let second = server.database.clone().claim_node(7).await;
        assert_eq!(
            second.is_err(),
            server.is_postgres(),
            "on SQLite the folder is enough"
        );
        drop(first);
    });
}

#[test]
fn another_web_server_is_told_the_headers_that_this_one_sends() {
    let page = tempfile::tempdir().expect("a folder");
    let index = "<script id=life-circle-config type=application/json>{}</script>\
        <script>start()</script>";
    std::fs::write(page.path().join("index.html"), index).expect("written");
    let folder = page.path().to_str().expect("UTF-8");
    let told = std::process::Command::new(env!("CARGO_BIN_EXE_life-circle-server"))
        .args(["headers", "--page", folder])
        .output()
        .expect("it runs");
    let told = String::from_utf8(told.stdout).expect("UTF-8");
    story_with(&["--page", folder], async |server| {
        let sent = server.send(get("/")).await.headers;
        let mut lines = told.lines().filter_map(|line| line.split_once(": "));
        assert!(
            lines
                .clone()
                .any(|(name, _)| name == "content-security-policy")
        );
        assert!(lines.all(|(name, value)| sent[name] == value), "{told}");
    });
}

#[test]
fn the_service_worker_is_always_asked_for_and_may_only_ask_this_server() {
    let page = tempfile::tempdir().expect("a folder");
    for file in ["index.html", "service-worker.js"] {
        std::fs::write(page.path().join(file), "").expect("written");
    }
    let folder = page.path().to_str().expect("UTF-8");
    story_with(&["--page", folder], async |server| {
        let headers = server.send(get("/service-worker.js")).await.headers;
        assert_eq!(headers["content-type"], "text/javascript; charset=utf-8");
        assert_eq!(headers["cache-control"], "no-cache");
        let policy = "default-src 'none'; connect-src 'self'";
        assert_eq!(headers["content-security-policy"], policy);
    });
}
