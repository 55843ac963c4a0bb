//! What all endpoints have in common: from the headers of a request to the `ETag` of its answer.

use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::time::Instant;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, FromRequestParts as _, Query, RawPathParams, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, RETRY_AFTER, SET_COOKIE, USER_AGENT, VARY};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodFilter, on};
use life_circle_wire::{
    Access, Check as _, DeviceId, Endpoint, EndpointInfo, ErrorBody, ErrorCode, ErrorEnvelope, Method, PersonId,
};
use sha2::{Digest as _, Sha256};

use crate::app::App;
use crate::auth::origin;
use crate::auth::sessions::{Token, Viewer, hex};
use crate::db::{devices, idempotency};
use crate::{Error, clock, graphemes};

/// No request of this API is longer, in bytes.
const BODY_MOST: usize = 64 * 1024;
/// A device's last use is noted once in so many milliseconds.
const SEEN_EVERY_MS: i64 = 10 * 60 * 1000;

/// A request to an endpoint, read and allowed.
pub struct Call<E: Endpoint> {
    /// The server.
    pub app: App,
    /// The path's argument.
    pub argument: E::Argument,
    /// What stood after the `?`.
    pub query: E::Query,
    /// The body, checked.
    pub request: E::Request,
    /// Where it came from.
    pub address: IpAddr,
    /// What the browser says of itself.
    pub user_agent: String,
    viewer: Option<Viewer>,
    key: Option<String>,
    /// SHA-256 of method, path and body, in hexadecimal.
    request_hash: String,
}

impl<E: Endpoint> Call<E> {
    /// The signed-in person.
    pub fn viewer(&self) -> PersonId {
        self.session().person
    }

    /// The signed-in person and device.
    pub fn session(&self) -> Viewer {
        self.viewer.expect("endpoints for people who are signed in are answered to nobody else")
    }

    /// The key of a creating request.
    pub fn key(&self) -> idempotency::Key {
        let key = self.key.clone().expect("endpoints that create are answered only with a key");
        idempotency::Key { person: self.viewer(), key, request_hash: self.request_hash.clone() }
    }
}

/// An answer that also signs a browser in or out.
pub struct WithCookie<T> {
    /// The answer.
    pub response: T,
    /// The value of `Set-Cookie`.
    pub cookie: Option<String>,
}

/// What a handler may give: the endpoint's response, or that with a cookie.
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
}

impl Mount for Router<App> {
    fn mount<E: Endpoint, F, A>(self, handler: fn(Call<E>) -> F) -> Self
    where
        F: Future<Output = Result<A, Error>> + Send + 'static,
        A: Answer<E::Response> + Send + 'static,
    {
        let method = match E::METHOD {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
            Method::Put => MethodFilter::PUT,
            Method::Delete => MethodFilter::DELETE,
        };
        let service = move |State(app): State<App>, request: Request| async move {
            let started_at = Instant::now();
            let request_id = new_request_id();
            let outcome = answer(app, request, handler).await;
            finish(&EndpointInfo::of::<E>(), &request_id, started_at, outcome)
        };
        self.route(E::PATH, on(method, service))
    }
}

async fn answer<E, F, A>(app: App, request: Request, handler: fn(Call<E>) -> F) -> Result<Response, Error>
where
    E: Endpoint,
    F: Future<Output = Result<A, Error>>,
    A: Answer<E::Response>,
{
    let if_none_match = request.headers().get(IF_NONE_MATCH).cloned();
    let call = read_call::<E>(app, request).await?;
    let (response, cookie) = handler(call).await?.into_parts();
    let bytes = serde_json::to_vec(&response).map_err(Error::internal)?;
    let mut answer = match E::METHOD {
        Method::Get => with_etag(bytes, if_none_match.as_ref()),
        _ => bytes.into_response(),
    };
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Some(cookie) = cookie {
        answer.headers_mut().insert(SET_COOKIE, HeaderValue::try_from(cookie).map_err(Error::internal)?);
    }
    Ok(answer)
}

/// The bytes with a hash of them, or 304 if the client has just these. A version number would tell of changes that this
/// viewer can't see.
fn with_etag(bytes: Vec<u8>, if_none_match: Option<&HeaderValue>) -> Response {
    let etag = format!("\"{}\"", &hex(&Sha256::digest(&bytes))[..32]);
    let known = if_none_match.and_then(|value| value.to_str().ok()).unwrap_or_default();
    // Compression on the way makes the validator a weak one.
    let is_known = known.split(',').any(|known| known.trim().trim_start_matches("W/") == etag);
    let mut answer = if is_known { StatusCode::NOT_MODIFIED.into_response() } else { bytes.into_response() };
    answer.headers_mut().insert(ETAG, HeaderValue::try_from(etag).expect("hexadecimal in quotes is a header's value"));
    answer
}

async fn read_call<E: Endpoint>(app: App, request: Request) -> Result<Call<E>, Error> {
    let (mut parts, body) = request.into_parts();
    let endpoint = EndpointInfo::of::<E>();
    let token = Token::of_request(&parts.headers);
    let is_by_header = matches!(token, Some((_, false)));
    if E::METHOD != Method::Get && !is_by_header && !origin::is_own(&parts.headers, &app.config.allow_origin) {
        return Err(ErrorCode::CrossSite.into());
    }
    let viewer = match (token, E::ACCESS) {
        (Some((token, _)), Access::SignedIn) => Some(authenticate(&app, &token).await?),
        (None, Access::SignedIn) => return Err(ErrorCode::SignedOut.into()),
        (_, Access::Anyone) => None,
    };
    if let Some(viewer) = viewer {
        app.limits.check_call(&endpoint, viewer.person)?;
    }
    let argument = read_argument::<E>(&mut parts, &app).await?;
    let query = Query::<E::Query>::try_from_uri(&parts.uri)
        .map_err(|error| Error { cause: Some(anyhow::anyhow!("{error}")), ..ErrorCode::BadRequest.into() })?
        .0;
    let (request, request_hash) = read_request::<E>(&parts, body).await?;
    request.check(graphemes)?;
    let key = if E::IS_KEYED { Some(read_key(&parts.headers)?) } else { None };
    let address = client_address(&parts, app.config.behind_proxy);
    let user_agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    Ok(Call { app, argument, query, request, address, user_agent, viewer, key, request_hash })
}

async fn authenticate(app: &App, token: &Token) -> Result<Viewer, Error> {
    let device = devices::by_token_hash(&mut *app.database.read().await?, &token.hash()).await?;
    let device = device.ok_or(ErrorCode::SignedOut)?;
    let viewer = Viewer { person: PersonId(device.person_id), device: DeviceId(device.id) };
    let now = clock::now();
    if now.0 - device.last_seen_at > SEEN_EVERY_MS {
        let mut write = app.database.write().await?;
        devices::set_seen(&mut write, viewer.device, now).await?;
        write.commit().await?;
    }
    Ok(viewer)
}

/// The path's argument. One that can't be anything's name names nothing.
async fn read_argument<E: Endpoint>(parts: &mut Parts, app: &App) -> Result<E::Argument, Error> {
    let parameters = RawPathParams::from_request_parts(parts, app).await.map_err(|_| ErrorCode::NotFound)?;
    let argument = parameters.iter().next().map_or("", |(_, value)| value);
    argument.parse().map_err(|_| ErrorCode::NotFound.into())
}

async fn read_request<E: Endpoint>(parts: &Parts, body: Body) -> Result<(E::Request, String), Error> {
    let bytes = to_bytes(body, BODY_MOST).await.map_err(|_| ErrorCode::BodyTooLarge)?;
    let is_json =
        parts.headers.get(CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"application/json"));
    if !bytes.is_empty() && !is_json {
        return Err(Error {
            cause: Some(anyhow::anyhow!("the content type isn't application/json")),
            ..ErrorCode::BadRequest.into()
        });
    }
    let json: &[u8] = if bytes.is_empty() { b"{}" } else { &bytes };
    let request =
        serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_slice(json)).map_err(|error| {
            let path = error.path().to_string();
            Error {
                field: (path != ".").then_some(path),
                cause: Some(error.into_inner().into()),
                ..ErrorCode::BadRequest.into()
            }
        })?;
    let hash = Sha256::new()
        .chain_update(E::METHOD.as_str())
        .chain_update(parts.uri.path())
        .chain_update([0])
        .chain_update(json)
        .finalize();
    Ok((request, hex(&hash)))
}

/// The `Idempotency-Key`: 8 to 64 visible ASCII characters.
fn read_key(headers: &HeaderMap) -> Result<String, Error> {
    let key = headers.get("idempotency-key").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_key = (8..=64).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
    if is_key { Ok(key.to_owned()) } else { Err(ErrorCode::KeyMissing.into()) }
}

/// Where a request comes from. Behind a proxy, the last address in `X-Forwarded-For` is the one that the proxy saw.
fn client_address(parts: &Parts, behind_proxy: bool) -> IpAddr {
    let peer =
        parts.extensions.get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::from([127, 0, 0, 1]), |info| info.0.ip());
    let forwarded = parts.headers.get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok());
    let last = forwarded.and_then(|list| list.rsplit(',').next()?.trim().parse().ok());
    if behind_proxy { last.unwrap_or(peer) } else { peer }
}

/// Counts and logs a call, and turns an error into its envelope. Nothing that people wrote is logged.
fn finish(
    endpoint: &EndpointInfo,
    request_id: &str,
    started_at: Instant,
    outcome: Result<Response, Error>,
) -> Response {
    let mut response = match outcome {
        Ok(response) => response,
        Err(error) => {
            if error.code.status() >= 500 {
                tracing::error!(request_id, endpoint = endpoint.name, error = %error, "failed");
            }
            refuse(&error, request_id)
        }
    };
    let took = started_at.elapsed();
    let status = response.status().as_u16();
    let labels = [("endpoint", endpoint.name.to_owned()), ("status", status.to_string())];
    metrics::counter!("life_circle_requests_total", &labels).increment(1);
    metrics::histogram!("life_circle_request_seconds", "endpoint" => endpoint.name).record(took.as_secs_f64());
    tracing::info!(request_id, endpoint = endpoint.name, status, ms = took.as_millis() as u64, "answered");
    let headers = response.headers_mut();
    headers.insert("x-request-id", HeaderValue::try_from(request_id).expect("hexadecimal is a header's value"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(VARY, HeaderValue::from_static("cookie, authorization"));
    response
}

/// Names a request in the log.
pub fn new_request_id() -> String {
    hex(&rand::random::<[u8; 8]>())
}

/// The answer that says no.
pub fn refuse(error: &Error, request_id: &str) -> Response {
    // What is wrong with a request is said to who sent it; what broke in the server isn't.
    let message = match &error.cause {
        Some(cause) if error.code.status() < 500 => format!("{} ({cause})", error.code.message()),
        _ => error.code.message().to_owned(),
    };
    let body = ErrorBody { code: error.code, message, field: error.field.clone(), request_id: request_id.to_owned() };
    let status = StatusCode::from_u16(error.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, axum::Json(ErrorEnvelope { error: body })).into_response();
    if let Some(seconds) = error.retry_after_s {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}
