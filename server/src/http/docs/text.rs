//! A long text that is the same for everybody. It is compressed once for each encoding, not for
//! each reader.

use std::convert::Infallible;
use std::sync::LazyLock;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, Request};
use axum::response::{IntoResponse as _, Response};
use tokio::sync::OnceCell;
use tower::{Layer as _, ServiceExt as _, service_fn};
use tower_http::compression::CompressionLayer;

/// The encodings that the server knows, the smallest first.
const ENCODINGS: [&str; 2] = ["br", "zstd"];

/// A text, and its compressed forms.
pub struct Text {
    content_type: &'static str,
    text: LazyLock<String>,
    compressed: [OnceCell<Bytes>; ENCODINGS.len()],
}

impl Text {
    /// A text that is made when it is first asked for.
    pub const fn new(content_type: &'static str, make: fn() -> String) -> Self {
        Self {
            content_type,
            text: LazyLock::new(make),
            compressed: [const { OnceCell::const_new() }; ENCODINGS.len()],
        }
    }

    /// The text in the first encoding that a request accepts, or as it is.
    pub async fn answer(&'static self, headers: &HeaderMap) -> Response {
        let accepted = headers
            .get(ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let is_accepted = |encoding: &&str| {
            let mut names = accepted.split([',', ';']).map(str::trim);
            names.any(|name| name == *encoding)
        };
        let known = [(CONTENT_TYPE, self.content_type), (VARY, "accept-encoding")];
        let Some(index) = ENCODINGS.iter().position(is_accepted) else {
            return (known, self.text.as_str()).into_response();
        };
        let compressed = self.compressed[index]
            .get_or_init(|| compress(&self.text, ENCODINGS[index]))
            .await;
        (
            known,
            [(CONTENT_ENCODING, ENCODINGS[index])],
            compressed.clone(),
        )
            .into_response()
    }
}

/// Compresses a text as the server's other answers are compressed.
async fn compress(text: &'static str, encoding: &str) -> Bytes {
    let plain = service_fn(async |_| Ok::<_, Infallible>(text.into_response()));
    let request = Request::get("/").header(ACCEPT_ENCODING, encoding);
    let request = request.body(Body::empty()).expect("a request");
    let answer = CompressionLayer::new().layer(plain).oneshot(request).await;
    let answer = answer.unwrap_or_else(|never| match never {});
    let body = Body::new(answer.into_body());
    to_bytes(body, usize::MAX).await.unwrap_or_default()
}
