//! A snapshot of the `OpenAPI` document: a change of the wire format shows there as clients will
//! see it.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::Value;

use crate::support::story;

#[test]
fn the_openapi_document_is_as_it_was() {
    story(async |server| {
        let answer = server
            .send(
                Request::get("/api/v1/openapi.json")
                    .body(Body::empty())
                    .expect("a request"),
            )
            .await;
        assert_eq!(answer.status, StatusCode::OK);
        let document: Value = serde_json::from_slice(&answer.body).expect("JSON");
        insta::assert_json_snapshot!("openapi", document);
    });
}

#[test]
fn the_document_is_the_same_in_every_encoding() {
    story(async |server| {
        let get = async |encoding: &str| {
            let request = Request::get("/api/v1/openapi.json").header("accept-encoding", encoding);
            server
                .send(request.body(Body::empty()).expect("a request"))
                .await
        };
        let plain = get("identity").await.body;
        for encoding in ["br", "zstd"] {
            for accepted in [encoding.to_owned(), format!("gzip, {encoding};q=1.0")] {
                let answer = get(&accepted).await;
                assert_eq!(answer.headers["content-encoding"], encoding);
                assert!(answer.body.len() < plain.len() / 5, "{accepted}");
            }
        }
    });
}

#[test]
fn the_documentation_is_a_page_without_scripts() {
    story(async |server| {
        let answer = server
            .send(
                Request::get("/docs")
                    .body(Body::empty())
                    .expect("a request"),
            )
            .await;
        let text = answer.text();
        assert!(
            text.contains("/api/v1/feed")
                && text.contains("PostMoment")
                && !text.contains("<script")
        );
        assert!(
            answer.headers["content-security-policy"]
                .to_str()
                .expect("text")
                .contains("default-src 'none'")
        );
    });
}
