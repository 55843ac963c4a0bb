//! The only door to HTTP. Long, because errors, client and request belong together.
//!
//! It calls the endpoints of `life-circle-wire`. One type, [`ApiError`], says why a call failed.

pub mod backoff;
pub mod config;
pub mod connection;
pub mod json;
pub mod kept;
mod source;
pub mod stamp;
mod upload;

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use gloo_net::http::{self, RequestBuilder};
use leptos::prelude::*;
use life_circle_wire::events::{EventsQuery, ReadEvents};
use life_circle_wire::photos::{PhotoFile, ReadPhoto};
use life_circle_wire::{
    Caller, Endpoint, ErrorCode, ErrorEnvelope, KEY_HEADER, Method, PersonId, Query as _,
};
use serde::{Deserialize, Serialize};
pub use source::Source;
use web_sys::{AbortController, AbortSignal, RequestCredentials};

use super::api::backoff::Backoff;
use super::api::config::Config;
use super::people::{People, use_people};
use crate::kit::learn_server_time;
use crate::reactive::sleep;

/// A call that isn't answered for this long has failed. The server itself gives up after 30 s.
const ANSWERED_WITHIN: Duration = Duration::from_secs(45);
/// Nobody needs to hear of a server that is back within this many milliseconds: until then, a call
/// that didn't come through is sent again.
const UNNOTICED_MS: f64 = 3000.0;
/// How long a server asks to wait that lost its database for a moment: `Retry-After: 2`.
const ASKED_TO_WAIT: Duration = Duration::from_secs(2);
/// What the paths of changes begin with after which feed, albums and comments are others.
const CHANGING: [&str; 2] = ["/api/v1/moments", "/api/v1/comments"];
/// How long to wait after a call that wasn't answered.
const AGAIN: Backoff = Backoff {
    first_ms: 1000,
    longest_ms: 2000,
};

/// Why a call failed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ApiError {
    /// The server can't be reached.
    Offline,
    /// Nobody is signed in, or the session has ended.
    SignedOut,
    /// The server refused the call.
    Refused {
        /// The error code of the server.
        code: ErrorCode,
        /// The field of the request that the error is about, if it is about one.
        field: Option<String>,
    },
    /// The answer can't be read: something other than the API answered, or another version of it.
    /// Also used if this browser can't build the request.
    Malformed,
}

#[cfg(split)]
impl From<leptos::wasm_split::SplitLoaderError> for ApiError {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self::Offline
    }
}

impl ApiError {
    /// Whether the same call may succeed later without a change.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Offline => true,
            Self::Refused { code, .. } => {
                matches!(
                    code,
                    ErrorCode::Overloaded
                        | ErrorCode::StorageFull
                        | ErrorCode::TooManyRequests
                        | ErrorCode::Internal
                )
            }
            Self::SignedOut | Self::Malformed => false,
        }
    }

    /// A refusal that isn't about a field.
    pub const fn refused(code: ErrorCode) -> Self {
        Self::Refused { code, field: None }
    }

    /// The error code of the server; `None` if the server didn't refuse the call.
    pub fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Refused { code, .. } => Some(*code),
            Self::Offline | Self::SignedOut | Self::Malformed => None,
        }
    }

    /// Whether the server refused the call with this code.
    pub fn is_refusal(&self, expected: ErrorCode) -> bool {
        matches!(self, Self::Refused { code, .. } if *code == expected)
    }
}

/// Calls the API. It is a context and cheap to copy.
#[derive(Clone, Copy)]
pub struct Api {
    base: StoredValue<String>,
    /// The person who is signed in, as far as this page knows.
    person: StoredValue<Option<PersonId>>,
    /// Takes the people of every answer.
    people: People,
    /// Runs when a call finds that the session has ended.
    when_signed_out: StoredValue<Option<Callback<()>>>,
    /// The paths of the first pages that were read last and are kept.
    read_last: StoredValue<Vec<String>>,
    /// Counts confirmed changes of moments.
    changes: StoredValue<u32>,
}

/// Makes the API available to everything below.
pub fn provide_api(config: &Config) {
    provide_context(Api {
        base: StoredValue::new(config.api.clone()),
        person: StoredValue::new(None),
        people: use_people(),
        when_signed_out: StoredValue::new(None),
        read_last: StoredValue::new(Vec::new()),
        changes: StoredValue::new(0),
    });
}

/// The [`Api`] from the context.
pub fn use_api() -> Api {
    expect_context()
}

impl Api {
    /// The address that is called, for error messages: the origin of the API, or of this page.
    pub fn address(&self) -> String {
        let base = self.base.get_value();
        if base.is_empty() {
            window().location().origin().unwrap_or_default()
        } else {
            base
        }
    }

    /// Sets who is signed in on this page. Call it after each change. Every writing request names
    /// this person: if another tab has changed the cookie to somebody else's, the server refuses.
    pub fn set_person(&self, person: Option<PersonId>) {
        self.person.set_value(person);
    }

    /// Sets what to do when a call finds that the session has ended.
    pub fn when_signed_out(&self, action: Callback<()>) {
        self.when_signed_out.set_value(Some(action));
    }

    /// The URL of a photo.
    pub fn photo_address(&self, file: PhotoFile) -> String {
        format!("{}{}", self.base.get_value(), ReadPhoto::path(&file))
    }

    /// Whether the server isn't where the page comes from.
    pub fn is_elsewhere(&self) -> bool {
        self.base.with_value(|base| !base.is_empty())
    }

    /// The URL of the event stream.
    pub fn events_address(&self, query: &EventsQuery) -> String {
        format!(
            "{}{}{}",
            self.base.get_value(),
            ReadEvents::PATH,
            query_string(&query.pairs())
        )
    }

    /// Calls an endpoint that only reads (`GET`).
    pub fn read<E: Endpoint>(
        &self,
        argument: &E::Argument,
        query: &E::Query,
    ) -> impl Future<Output = Result<E::Response, ApiError>> + use<E> {
        debug_assert!(E::METHOD == Method::Get, "{} changes something", E::NAME);
        self.send::<E>(E::path(argument), query.pairs(), Ok(None), None)
    }

    /// Changes something. Endpoints that create take a key, see [`new_key`].
    pub fn write<E: Endpoint>(
        &self,
        argument: &E::Argument,
        request: &E::Request,
        key: Option<&str>,
    ) -> impl Future<Output = Result<E::Response, ApiError>> + use<E> {
        debug_assert!(
            E::IS_KEYED == key.is_some(),
            "{} takes a key, or none",
            E::NAME
        );
        let body = json::write(request).map_err(|_| ApiError::Malformed);
        self.send::<E>(E::path(argument), Vec::new(), body.map(Some), key)
    }

    /// All that depends on the endpoint's types is done before and after [`Self::exchange`]: the
    /// less there is, the smaller is the program.
    fn send<E: Endpoint>(
        &self,
        path: String,
        query: Vec<(&'static str, String)>,
        body: Result<Option<String>, ApiError>,
        key: Option<&str>,
    ) -> impl Future<Output = Result<E::Response, ApiError>> + use<E> {
        let people = self.people;
        let asked_at = people.stamp();
        let asks_for_password = E::ERRORS.contains(&ErrorCode::WrongCredentials);
        let is_repeatable = match E::METHOD {
            Method::Get => true,
            Method::Put => !asks_for_password,
            Method::Post => E::IS_KEYED,
            Method::Delete => false,
        };
        let exchange = self.exchange(E::METHOD, path, query, body, key, is_repeatable);
        async move {
            let answer: E::Response =
                json::parse(&exchange.await?).map_err(|_| ApiError::Malformed)?;
            people.take(&E::people(&answer), asked_at);
            Ok(answer)
        }
    }

    /// Sends a request. Returns the body of a successful answer, and notices in another one that
    /// the session has ended.
    fn exchange(
        &self,
        method: Method,
        path: String,
        query: Vec<(&'static str, String)>,
        body: Result<Option<String>, ApiError>,
        key: Option<&str>,
        is_repeatable: bool,
    ) -> Pin<Box<dyn Future<Output = Result<String, ApiError>>>> {
        let api = *self;
        let key = key.map(str::to_owned);
        Box::pin(async move {
            let base = api.base.get_value();
            let is_begun_by = |begin: &&str| path.starts_with(*begin);
            let changes_moments = method != Method::Get && CHANGING.iter().any(is_begun_by);
            let request = Request {
                method,
                url: format!("{base}{path}"),
                query,
                is_elsewhere: api.is_elsewhere(),
                body: body?,
                key,
                caller: api.caller(),
                is_repeatable,
            };
            let outcome = api.noticing(request.send_patiently().await);
            if outcome.is_ok() && changes_moments {
                api.keep_again_soon();
            }
            outcome
        })
    }

    /// The caller that a request names.
    fn caller(&self) -> Caller {
        let person = self.person.get_value();
        person.map_or(Caller::Page, Caller::Person)
    }

    /// Passes an outcome on, and notices the end of the session in it.
    fn noticing<T>(&self, outcome: Result<T, ApiError>) -> Result<T, ApiError> {
        if let Err(ApiError::SignedOut) = outcome
            && let Some(action) = self.when_signed_out.get_value()
        {
            action.run(());
        }
        outcome
    }
}

/// A request without its types, so that the code that sends is compiled once.
struct Request {
    method: Method,
    url: String,
    query: Vec<(&'static str, String)>,
    /// Whether the API has another origin than the page.
    is_elsewhere: bool,
    body: Option<String>,
    key: Option<String>,
    caller: Caller,
    /// Whether it takes effect once, however often it is sent.
    is_repeatable: bool,
}

impl Request {
    /// Sends the request, again for a while if it doesn't come through.
    async fn send_patiently(self) -> Result<String, ApiError> {
        let began = js_sys::Date::now();
        let mut failures = 0;
        loop {
            let failure = match self.send().await {
                Ok(text) => return Ok(text),
                Err(failure) => failure,
            };
            let is_noticed = js_sys::Date::now() - began > UNNOTICED_MS;
            let may_pass = failure.passes_soon && self.is_repeatable;
            if is_noticed || !may_pass {
                return Err(failure.error);
            }
            failures += 1;
            let answered = failure.error != ApiError::Offline;
            sleep(if answered {
                ASKED_TO_WAIT
            } else {
                AGAIN.wait(failures)
            })
            .await;
        }
    }

    /// Sends the request. Returns the body of a successful answer.
    async fn send(&self) -> Result<String, Failure> {
        let abort = AbortOnDrop::new();
        let malformed = |_| Failure::from(ApiError::Malformed);
        let request = self.build(&abort).map_err(malformed)?;
        let response = request.send().await;
        let response = response.map_err(|_| Failure::of_connection())?;
        let headers = response.headers();
        if let Some(date) = headers.get("date") {
            learn_server_time(&date);
        }
        let text = response.text().await;
        let text = text.map_err(|_| Failure::of_connection())?;
        drop(abort);
        if response.ok() {
            if text.starts_with('{') {
                return Ok(text);
            }
            // The sign-in page of a network, for example.
            return Err(ApiError::Offline.into());
        }
        let error = refusal_of(response.status(), &text);
        if error == ApiError::Offline {
            return Err(Failure::of_connection());
        }
        // The database is being restarted, for example. A longer wait is said to the reader.
        let passes_soon = error.is_refusal(ErrorCode::Overloaded)
            && headers.get("retry-after").as_deref() == Some("2");
        Err(Failure { error, passes_soon })
    }

    fn build(&self, abort: &AbortOnDrop) -> Result<http::Request, gloo_net::Error> {
        let credentials = if self.is_elsewhere {
            RequestCredentials::Include
        } else {
            RequestCredentials::SameOrigin
        };
        let mut request = RequestBuilder::new(&self.url)
            .method(method(self.method))
            .query(self.query.iter().map(|(name, value)| (*name, value)))
            .credentials(credentials)
            .abort_signal(abort.signal().as_ref());
        if self.method != Method::Get {
            request = request.header(Caller::HEADER, &self.caller.to_string());
        }
        if let Some(key) = &self.key {
            request = request.header(KEY_HEADER, key);
        }
        match &self.body {
            Some(body) => request
                .header("content-type", "application/json")
                .body(body),
            None => request.build(),
        }
    }
}

fn method(method: Method) -> http::Method {
    match method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
        Method::Put => http::Method::PUT,
        Method::Delete => http::Method::DELETE,
    }
}

/// Stops a request whose answer nobody waits for any more, or that isn't answered in time: what
/// waits for it could wait for ever.
struct AbortOnDrop {
    controller: Option<AbortController>,
    timer: Option<TimeoutHandle>,
}

impl AbortOnDrop {
    fn new() -> Self {
        let controller = AbortController::new().ok();
        let timer = controller.clone().and_then(|controller| {
            set_timeout_with_handle(move || controller.abort(), ANSWERED_WITHIN).ok()
        });
        Self { controller, timer }
    }

    fn signal(&self) -> Option<AbortSignal> {
        self.controller.as_ref().map(AbortController::signal)
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.timer.iter().for_each(TimeoutHandle::clear);
        self.controller.iter().for_each(AbortController::abort);
    }
}

/// A call that failed.
struct Failure {
    error: ApiError,
    /// Whether the same call may succeed within seconds.
    passes_soon: bool,
}

impl Failure {
    /// The server didn't answer. It may be back at once.
    fn of_connection() -> Self {
        Self {
            error: ApiError::Offline,
            passes_soon: window().navigator().on_line(),
        }
    }
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        Self {
            error,
            passes_soon: false,
        }
    }
}

/// The error of an answer whose status isn't a success.
fn refusal_of(status: u16, text: &str) -> ApiError {
    match json::parse::<ErrorEnvelope>(text).map(|envelope| envelope.error) {
        Ok(error) if error.code == ErrorCode::SignedOut => ApiError::SignedOut,
        Ok(error) => ApiError::Refused {
            code: error.code,
            field: error.field,
        },
        // What stands in between has answered, with a page of its own: a proxy that can't reach the
        // server, or that limits what it passes on.
        Err(_) => match status {
            413 => ApiError::refused(ErrorCode::BodyTooLarge),
            408 | 429 => ApiError::refused(ErrorCode::TooManyRequests),
            401 | 403 => ApiError::refused(ErrorCode::Unknown),
            500.. => ApiError::Offline,
            _ => ApiError::Malformed,
        },
    }
}

fn query_string(pairs: &[(&'static str, String)]) -> String {
    let encode = |value: &String| String::from(js_sys::encode_uri_component(value));
    let pairs: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
    if pairs.is_empty() {
        String::new()
    } else {
        format!("?{}", pairs.join("&"))
    }
}

/// A new random `Idempotency-Key`: 128 bits as hexadecimal digits. A request that is sent twice
/// with one key takes effect once.
pub fn new_key() -> String {
    let mut bytes = [0; 16];
    let filled = window()
        .crypto()
        .is_ok_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    debug_assert!(filled, "every browser has random numbers");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
