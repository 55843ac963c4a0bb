//! Mounts endpoints on a router: reads each call, answers it, and finishes the answer.

use super::call::address::client_address;
use super::call::finishing::{finish, new_request_id};
use super::call::reading::read_call;
use super::call::{Call, IntoReply, Lasting, is_known};
use super::sessions::expired_cookie;
use crate::app::App;
use crate::hex::hex;
use crate::{Error, clock};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, ETAG, SET_COOKIE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodFilter, on};
use life_circle_wire::callers::SignedIn;
use life_circle_wire::{Content, Endpoint, EndpointInfo, ErrorCode, Method};
use sha2::{Digest as _, Sha256};
use std::future::Future;
use std::time::{Duration, Instant};
use tokio::time::timeout;

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");
/// Longest time that a call without an upload may take.
const TIMEOUT: Duration = Duration::from_secs(30);
/// Longest time that a call with an upload may take.
const UPLOAD_TIMEOUT: Duration = Duration::from_mins(10);
/// `Retry-After` in seconds for a call that took too long.
const RETRY_AFTER_S: u64 = 5;

/// Mounts endpoints on a router.
pub trait Mount {
    /// Answers `E` with this handler.
    fn mount<E: Endpoint, F, A>(self, handler: fn(Call<E>) -> F) -> Self
    where
        F: Future<Output = Result<A, Error>> + Send + 'static,
        A: IntoReply<E::Response> + Send + 'static;

    /// Like [`Self::mount`], for answers that depend on nothing but the database, the reader, the
    /// request and the time. An unchanged one is answered without the handler.
    fn mount_lasting<E: Endpoint<Callers = SignedIn>, F>(self, handler: fn(Call<E>) -> F) -> Self
    where
        F: Future<Output = Result<Lasting<E::Response>, Error>> + Send + 'static;

    /// Like [`Self::mount`], for answers that aren't JSON: the handler makes the whole response.
    fn mount_raw<E: Endpoint, F>(self, handler: fn(Call<E>) -> F) -> Self
    where
        F: Future<Output = Result<Response, Error>> + Send + 'static;
}

impl Mount for Router<App> {
    fn mount<E: Endpoint, F, A>(self, handler: fn(Call<E>) -> F) -> Self
    where
        F: Future<Output = Result<A, Error>> + Send + 'static,
        A: IntoReply<E::Response> + Send + 'static,
    {
        route::<E, _, _>(self, move |call| answer(call, handler))
    }

    fn mount_lasting<E: Endpoint<Callers = SignedIn>, F>(self, handler: fn(Call<E>) -> F) -> Self
    where
        F: Future<Output = Result<Lasting<E::Response>, Error>> + Send + 'static,
    {
        route::<E, _, _>(self, move |call| answer_lasting(call, handler))
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
        let behind_proxy = app.config.behind_proxy;
        let address = client_address(request.headers(), request.extensions(), behind_proxy);
        let read_and_answer = async { handler(read_call::<E>(app, request).await?).await };
        let outcome = timeout(patience, read_and_answer).await;
        let outcome =
            outcome.unwrap_or_else(|_| Err(Error::wait(ErrorCode::Overloaded, RETRY_AFTER_S)));
        if let Err(error) = &outcome
            && error.code == ErrorCode::WrongCredentials
        {
            // For programs that lock out who guesses. It names an address, and nobody's handle.
            tracing::warn!(%address, request_id, endpoint = E::NAME, "wrong credentials");
        }
        finish(&EndpointInfo::of::<E>(), &request_id, started_at, outcome)
    };
    router.route(E::PATH, on(method, service))
}

async fn answer<E, F, A>(call: Call<E>, handler: fn(Call<E>) -> F) -> Result<Response, Error>
where
    E: Endpoint,
    F: Future<Output = Result<A, Error>>,
    A: IntoReply<E::Response>,
{
    let if_none_match = call.if_none_match.clone();
    let renewed_cookie = call.renewed_cookie.clone();
    let (response, cookie) = handler(call).await?.into_parts();
    let bytes = serde_json::to_vec(&response).map_err(Error::internal)?;
    let mut answer = match E::METHOD {
        Method::Get => with_etag(&etag_of(&bytes), bytes, if_none_match.as_ref()),
        _ => bytes.into_response(),
    };
    if cookie.as_ref() == Some(&expired_cookie()) {
        // What this person looked at stays in the browser's cache otherwise.
        let cache = HeaderValue::from_static("\"cache\"");
        answer.headers_mut().insert(CLEAR_SITE_DATA, cache);
    }
    finish_json(answer, cookie.or(renewed_cookie))
}

async fn answer_lasting<E, F>(call: Call<E>, handler: fn(Call<E>) -> F) -> Result<Response, Error>
where
    E: Endpoint<Callers = SignedIn>,
    F: Future<Output = Result<Lasting<E::Response>, Error>>,
{
    let app = call.app.clone();
    let if_none_match = call.if_none_match.clone();
    let renewed_cookie = call.renewed_cookie.clone();
    let question = (call.viewer(), call.target.clone());
    // Before the answer is read: what is changed meanwhile may be missing from it.
    let version = app.database.read_version().await?;
    let known = app.known_answers.find(&question, &version, clock::now());
    let known = known.filter(|etag| is_known(if_none_match.as_ref(), etag));
    let answer = if let Some(etag) = known {
        with_etag(&etag, Vec::new(), if_none_match.as_ref())
    } else {
        let Lasting { response, until } = handler(call).await?;
        let bytes = serde_json::to_vec(&response).map_err(Error::internal)?;
        let etag = etag_of(&bytes);
        let answer = with_etag(&etag, bytes, if_none_match.as_ref());
        app.known_answers.keep(question, version, until, etag);
        answer
    };
    finish_json(answer, renewed_cookie)
}

/// Says that the answer is JSON, and sets the cookie.
fn finish_json(mut answer: Response, cookie: Option<String>) -> Result<Response, Error> {
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Some(cookie) = cookie {
        let cookie = HeaderValue::try_from(cookie).map_err(Error::internal)?;
        headers.insert(SET_COOKIE, cookie);
    }
    Ok(answer)
}

/// The hash of an answer. A version number would reveal changes that this viewer can't see.
fn etag_of(bytes: &[u8]) -> String {
    format!("\"{}\"", &hex(&Sha256::digest(bytes))[..32])
}

/// The bytes with their `ETag`, or 304 if the client has the same bytes.
fn with_etag(etag: &str, bytes: Vec<u8>, if_none_match: Option<&HeaderValue>) -> Response {
    let mut answer = if is_known(if_none_match, etag) {
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
