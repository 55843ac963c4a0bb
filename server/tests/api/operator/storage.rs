//! A database that can't be written for a while, and a disk that is full or whose files can't be
//! removed.

use std::path::PathBuf;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use life_circle_server::clock;
use life_circle_server::platform::db::{Database, Sql};
use life_circle_wire::moments::{PostMoment, PostMomentRequest, ReadMoment};
use life_circle_wire::photos::PhotoSize;
use life_circle_wire::{ErrorBody, ErrorCode, NoArgument};
use tokio::time::{sleep, timeout};

use crate::support::{Friend, Server, photo_files, story};

async fn is_ready(server: &Server) -> bool {
    let request = Request::get("/readyz").body(Body::empty());
    server.send(request.expect("a request")).await.status == StatusCode::OK
}

async fn post(author: &Friend, key: &str) -> Result<(), ErrorBody> {
    let request = PostMomentRequest {
        // Longer than a page of the file.
        text: "滿".repeat(2000),
        ..PostMomentRequest::default()
    };
    author
        .call_with_key::<PostMoment>(&NoArgument, &request, key)
        .await
        .map(drop)
}

#[test]
fn a_full_disk_is_said_and_writing_goes_on_when_there_is_room() {
    story(async |server| {
        if server.is_postgres() {
            return;
        }
        let author = server.sign_up("author").await;
        let key = server.new_key();
        server.fill_disk().await;
        let refused = post(&author, &key).await.expect_err("no room");
        assert_eq!(refused.code, ErrorCode::StorageFull);
        // The next connection has no limit: there is room again.
        assert!(is_ready(&server).await);
        post(&author, &key).await.expect("the same letter again");
    });
}

#[test]
fn a_server_that_cannot_write_is_not_ready() {
    story(async |server| {
        if server.is_postgres() {
            return;
        }
        let write = server.database.write().await.expect("a transaction");
        assert!(!is_ready(&server).await, "its only writer is taken");
        drop(write);
        assert!(is_ready(&server).await);
    });
}

#[test]
fn a_file_that_cannot_be_removed_stops_nothing_else() {
    story(async |server| {
        let author = server.sign_up("author").await;
        let stuck = author.upload_picture(1).await;
        let other = author.upload_picture(2).await;
        let media = server.app.config.media();
        // A folder can't be removed as a file.
        let is_large = |file: &PathBuf| file.to_string_lossy().contains(PhotoSize::Large.name());
        let file = photo_files(&media).into_iter().find(is_large);
        let file = file.expect("a photo");
        std::fs::remove_file(&file).expect("removed");
        std::fs::create_dir(&file).expect("a folder in its place");
        server.sweep_after(clock::hours_ms(25)).await;
        for photo in [stuck, other] {
            assert_eq!(author.fetch(photo).await, StatusCode::NOT_FOUND);
        }
        assert_eq!(
            photo_files(&media),
            std::slice::from_ref(&file),
            "all but what can't be removed"
        );
        std::fs::remove_dir(&file).expect("removed");
        std::fs::write(&file, "").expect("a file again");
        server.sweep_after(clock::hours_ms(25)).await;
        assert!(photo_files(&media).is_empty(), "it is tried again");
    });
}

/// Most transactions that the server begins at once.
fn writers_most(server: &Server) -> usize {
    if server.is_postgres() { 10 } else { 1 }
}

#[test]
fn reading_goes_on_while_everybody_who_writes_waits() {
    story(async |server| {
        let author = server.sign_up("author").await;
        let moment = author.post("hello").await;
        let mut writing = Vec::new();
        for _ in 0..writers_most(&server) {
            writing.push(server.database.write().await.expect("a transaction"));
        }
        author.get::<ReadMoment>(&moment).await.expect("it is read");
        let refused = post(&author, &server.new_key()).await.expect_err("no turn");
        assert_eq!(refused.code, ErrorCode::Overloaded);
    });
}

#[test]
fn a_server_that_stops_gives_its_number_up_at_once() {
    story(async |server| {
        let Some(url) = server.place.url.clone() else {
            return;
        };
        let claimed = server.database.clone().claim_node(7).await.expect("free");
        timeout(Duration::from_secs(5), claimed.close())
            .await
            .expect("the claim's own connection holds nothing up");
        let next = Database::open(&url).await.expect("PostgreSQL opens");
        let next = next.claim_node(7).await.expect("it is free again");
        next.close().await;
    });
}

/// The process of `PostgreSQL` that holds a server's number, if one does.
async fn holder(server: &Server) -> Option<i64> {
    let mut read = server.database.read().await.expect("a connection");
    Sql::new(
        "SELECT l.pid FROM pg_locks l
         WHERE l.locktype = 'advisory' AND l.pid <> pg_backend_pid()
             AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())",
    )
    .fetch_optional_scalar(&mut read)
    .await
    .expect("the locks")
}

/// Claims the number 7, and then ends the connection that holds the claim. Returns its process.
async fn claim_and_cut(server: &Server) -> (Database, i64) {
    let claimed = server.database.clone().claim_node(7).await.expect("free");
    let process = holder(server).await.expect("it is held");
    let mut read = server.database.read().await.expect("a connection");
    Sql::new("SELECT CAST(pg_terminate_backend(CAST($1 AS INT)) AS TEXT)")
        .bind(process)
        .execute(&mut read)
        .await
        .expect("asked to end");
    while holder(server).await == Some(process) {
        sleep(Duration::from_millis(5)).await;
    }
    (claimed, process)
}

#[test]
fn a_server_that_loses_its_number_writes_again_when_it_has_it_again() {
    story(async |server| {
        if !server.is_postgres() {
            return;
        }
        let (claimed, cut) = claim_and_cut(&server).await;
        let claims_again = async {
            while holder(&server).await.is_none_or(|process| process == cut) {
                sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(Duration::from_secs(20), claims_again)
            .await
            .expect("a lost claim is noticed, and made again");
        let writes_again = async {
            while claimed.write().await.is_err() {
                sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(Duration::from_secs(5), writes_again)
            .await
            .expect("it writes again");
        let other = server.database.clone().claim_node(7).await;
        assert!(other.is_err(), "nobody else can have it");
    });
}

#[test]
fn a_server_whose_number_another_has_taken_learns_of_it() {
    story(async |server| {
        if !server.is_postgres() {
            return;
        }
        let (claimed, _) = claim_and_cut(&server).await;
        let other = server.database.clone().claim_node(7).await;
        let other = other.expect("the first hasn't noticed yet");
        timeout(Duration::from_secs(10), claimed.wait_until_displaced())
            .await
            .expect("it learns of it");
        assert!(claimed.write().await.is_err());
        assert!(other.write().await.is_ok());
    });
}
