//! What all endpoints have in common: from the headers of a request to the `ETag` of its answer.

pub mod finishing;
pub mod reading;

use std::future::Future;
use std::net::IpAddr;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, ETAG, SET_COOKIE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodFilter, on};
pub use finishing::{new_request_id, refuse};
use life_circle_wire::{Content, Endpoint, EndpointInfo, ErrorCode, Method, PersonId};
use sha2::{Digest as _, Sha256};
use tokio::time::timeout;

use super::sessions::Viewer;
use crate::Error;
use crate::app::App;
use crate::hex::hex;
use crate::platform::db::idempotency;
use crate::platform::media::upload::Upload;

/// Longest time that a call without an upload may take.
const TIMEOUT: Duration = Duration::from_secs(30);
/// Longest time that a call with an upload may take.
const UPLOAD_TIMEOUT: Duration = Duration::from_mins(10);
/// `Retry-After` in seconds for a call that took too long.
const RETRY_AFTER_S: u64 = 5;

/// A request to an endpoint, after it was read, checked and allowed.
pub struct Call<E: Endpoint> {
    /// The server's shared state.
    pub app: App,
    /// The path's argument.
    pub argument: E::Argument,
    /// The parsed query string.
    pub query: E::Query,
    /// The parsed and checked body.
    pub request: E::Request,
    /// The client's IP address.
    pub address: IpAddr,
    /// The `User-Agent` header, or an empty text.
    pub user_agent: String,
    viewer: Option<Viewer>,
    /// The `Set-Cookie` that keeps a browser in use signed in.
    renewed_cookie: Option<String>,
    key: Option<String>,
    upload: Option<Upload>,
    if_none_match: Option<HeaderValue>,
    /// The `Last-Event-ID` header: the last event that the client received of an earlier stream.
    pub last_event_id: Option<String>,
    /// SHA-256 of method, path and body, in hexadecimal. For an upload the file's own hash replaces
    /// the body.
    request_hash: String,
}

impl<E: Endpoint> Call<E> {
    /// The signed-in person. Panics if nobody is signed in, which only endpoints for anyone allow.
    pub fn viewer(&self) -> PersonId {
        self.session().person
    }

    /// The signed-in person and device. Panics like [`Self::viewer`].
    pub fn session(&self) -> Viewer {
        self.viewer
            .expect("endpoints for people who are signed in are answered to nobody else")
    }

    /// The signed-in person and device, or `None`: for endpoints that anyone may call.
    pub fn session_if_any(&self) -> Option<Viewer> {
        self.viewer
    }

    /// The uploaded file. Panics if the endpoint takes no file.
    pub fn upload(&self) -> &Upload {
        self.upload
            .as_ref()
            .expect("endpoints that take a file are answered only with one")
    }

    /// Whether the client already has the version with this `ETag`.
    pub fn knows(&self, etag: &str) -> bool {
        is_known(self.if_none_match.as_ref(), etag)
    }

    /// The `Idempotency-Key` of a creating request. Panics if the endpoint takes none.
    pub fn key(&self) -> idempotency::Key {
        let key = self
            .key
            .clone()
            .expect("endpoints that create are answered only with a key");
        idempotency::Key {
            person: self.viewer(),
            key,
            request_hash: self.request_hash.clone(),
        }
    }
}

/// An answer that also signs a browser in or out.
pub struct WithCookie<T> {
    /// The endpoint's response.
    pub response: T,
    /// The value of `Set-Cookie`.
    pub cookie: Option<String>,
}

/// What a handler may give: the endpoint's response, alone or with a cookie.
pub trait Answer<T> {
    /// The response, and the value of `Set-Cookie`.
    fn into_parts(self) -> (T, Option<String>);
}

impl<T> Answer<T> for T {
    fn into_parts(self) -> (T, Option<String>) {
        (self, None)
    }
}

impl<T> Answer<T> for WithCookie<T> {
    fn into_parts(self) -> (T, Option<String>) {
        (self.response, self.cookie)
    }
}

/// Mounts endpoints on a router.
pub trait Mount {
    /// Answers `E` with this handler.
    fn mount<E: Endpoint, F, A>(self, handler: fn(Call<E>) -> F) -> Self
    where
        F: Future<Output = Result<A, Error>> + Send + 'static,
        A: Answer<E::Response> + Send + 'static;

    /// Like [`Self::mount`], for answers that aren't JSON: the handler makes the whole response.
    fn mount_raw<E: Endpoint, F>(self, handler: fn(Call<E>) -> F) -> Self
    where
        F: Future<Output = Result<Response, Error>> + Send + 'static;
}

impl Mount for Router<App> {
    fn mount<E: Endpoint, F, A>(self, handler: fn(Call<E>) -> F) -> Self
    where
        F: Future<Output = Result<A, Error>> + Send + 'static,
        A: Answer<E::Response> + Send + 'static,
    {
        route::<E, _, _>(self, move |call| answer(call, handler))
    }

    fn mount_raw<E: Endpoint, F>(self, handler: fn(Call<E>) -> F) -> Self
    where
        F: Future<Output = Result<Response, Error>> + Send + 'static,
    {
        route::<E, _, _>(self, handler)
    }
}

fn route<E, H, F>(router: Router<App>, handler: H) -> Router<App>
where
    E: Endpoint,
    H: Fn(Call<E>) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Result<Response, Error>> + Send + 'static,
{
    let method = match E::METHOD {
        Method::Get => MethodFilter::GET,
        Method::Post => MethodFilter::POST,
        Method::Put => MethodFilter::PUT,
        Method::Delete => MethodFilter::DELETE,
    };
    // A photo may take long on a slow connection. `Upload::read` itself gives up when nothing more
    // arrives.
    let patience = if E::TAKES == Content::Json {
        TIMEOUT
    } else {
        UPLOAD_TIMEOUT
    };
    let service = move |State(app): State<App>, request: Request| async move {
        let started_at = Instant::now();
        let request_id = new_request_id();
        let read_and_answer = async { handler(reading::read_call::<E>(app, request).await?).await };
        let outcome = timeout(patience, read_and_answer).await;
        let outcome =
            outcome.unwrap_or_else(|_| Err(Error::wait(ErrorCode::Overloaded, RETRY_AFTER_S)));
        finishing::finish(&EndpointInfo::of::<E>(), &request_id, started_at, outcome)
    };
    router.route(E::PATH, on(method, service))
}

async fn answer<E, F, A>(call: Call<E>, handler: fn(Call<E>) -> F) -> Result<Response, Error>
where
    E: Endpoint,
    F: Future<Output = Result<A, Error>>,
    A: Answer<E::Response>,
{
    let if_none_match = call.if_none_match.clone();
    let renewed_cookie = call.renewed_cookie.clone();
    let (response, cookie) = handler(call).await?.into_parts();
    let bytes = serde_json::to_vec(&response).map_err(Error::internal)?;
    let mut answer = match E::METHOD {
        Method::Get => with_etag(bytes, if_none_match.as_ref()),
        _ => bytes.into_response(),
    };
    answer
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Some(cookie) = cookie.or(renewed_cookie) {
        answer.headers_mut().insert(
            SET_COOKIE,
            HeaderValue::try_from(cookie).map_err(Error::internal)?,
        );
    }
    Ok(answer)
}

/// The bytes with their hash as `ETag`, or 304 if the client has the same bytes. A version number
/// would reveal changes that this viewer can't see.
fn with_etag(bytes: Vec<u8>, if_none_match: Option<&HeaderValue>) -> Response {
    let etag = format!("\"{}\"", &hex(&Sha256::digest(&bytes))[..32]);
    let is_known = is_known(if_none_match, &etag);
    let mut answer = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        bytes.into_response()
    };
    answer.headers_mut().insert(
        ETAG,
        HeaderValue::try_from(etag).expect("hexadecimal in quotes is a header's value"),
    );
    answer
}

/// Whether `If-None-Match` names this `ETag`. Weak tags (`W/`) match, too: compression on the way
/// makes a tag weak.
fn is_known(if_none_match: Option<&HeaderValue>, etag: &str) -> bool {
    let known = if_none_match
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    known
        .split(',')
        .any(|known| known.trim().trim_start_matches("W/") == etag)
}
