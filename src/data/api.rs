//! The only door to HTTP: calls the endpoints of `life-circle-wire`. One type, [`ApiError`], says
//! why a call failed.

pub mod config;
pub mod json;
mod upload;

use std::future::Future;
use std::pin::Pin;

use js_sys::Promise;
use leptos::prelude::*;
use life_circle_wire::events::{EventsQuery, ReadEvents};
use life_circle_wire::photos::{PhotoFile, ReadPhoto};
use life_circle_wire::{Endpoint, ErrorCode, ErrorEnvelope, Method, PersonId, Query as _};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, Request, RequestCredentials, RequestInit, Response};

use super::api::config::Config;

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
                    ErrorCode::Overloaded | ErrorCode::TooManyRequests | ErrorCode::Internal
                )
            }
            Self::SignedOut | Self::Malformed => false,
        }
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

/// The state of a list that is read page by page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListState {
    /// A page is being read.
    Loading,
    /// There are more pages.
    More,
    /// The last page has been read.
    End,
    /// A page couldn't be read.
    Failed(ApiError),
}

/// Calls the API. It is a context and cheap to copy.
#[derive(Clone, Copy)]
pub struct Api {
    base: StoredValue<String>,
    /// The person who is signed in, as far as this page knows.
    person: StoredValue<Option<PersonId>>,
}

/// Makes the API available to everything below.
pub fn provide_api(config: &Config) {
    provide_context(Api {
        base: StoredValue::new(config.api.clone()),
        person: StoredValue::new(None),
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

    /// The URL of a photo.
    pub fn photo_address(&self, file: PhotoFile) -> String {
        format!("{}{}", self.base.get_value(), ReadPhoto::path(&file))
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
    pub async fn read<E: Endpoint>(
        &self,
        argument: &E::Argument,
        query: &E::Query,
    ) -> Result<E::Response, ApiError> {
        debug_assert!(E::METHOD == Method::Get, "{} changes something", E::NAME);
        self.send::<E>(argument, query, None, None).await
    }

    /// Changes something. Endpoints that create take a key, see [`new_key`].
    pub async fn write<E: Endpoint>(
        &self,
        argument: &E::Argument,
        request: &E::Request,
        key: Option<&str>,
    ) -> Result<E::Response, ApiError> {
        debug_assert!(
            E::IS_KEYED == key.is_some(),
            "{} takes a key, or none",
            E::NAME
        );
        let body = json::write(request).map_err(|_| ApiError::Malformed)?;
        self.send::<E>(argument, &E::Query::default(), Some(&body), key)
            .await
    }

    async fn send<E: Endpoint>(
        &self,
        argument: &E::Argument,
        query: &E::Query,
        body: Option<&str>,
        key: Option<&str>,
    ) -> Result<E::Response, ApiError> {
        let base = self.base.get_value();
        let request = Outgoing {
            method: E::METHOD,
            url: format!(
                "{base}{}{}",
                E::path(argument),
                query_string(&query.pairs())
            ),
            is_elsewhere: !base.is_empty(),
            body: body.map(str::to_owned),
            key: key.map(str::to_owned),
            person: self.person.get_value(),
        };
        json::parse(&request.send().await?).map_err(|_| ApiError::Malformed)
    }
}

/// A request without its types: what all endpoints share is compiled once.
struct Outgoing {
    method: Method,
    url: String,
    /// Whether the API has another origin than the page.
    is_elsewhere: bool,
    body: Option<String>,
    key: Option<String>,
    person: Option<PersonId>,
}

impl Outgoing {
    /// Sends the request and returns the text of a successful answer.
    fn send(self) -> Pin<Box<dyn Future<Output = Result<String, ApiError>>>> {
        Box::pin(async move {
            let abort = AbortOnDrop(AbortController::new().ok());
            let request = self.request(&abort).map_err(|_| ApiError::Malformed)?;
            let response: Response = settle(window().fetch_with_request(&request))
                .await?
                .unchecked_into();
            let text = settle(response.text().map_err(|_| ApiError::Malformed)?)
                .await?
                .as_string()
                .unwrap_or_default();
            drop(abort);
            if response.ok() {
                Ok(text)
            } else {
                Err(refusal_of(response.status(), &text))
            }
        })
    }

    fn request(&self, abort: &AbortOnDrop) -> Result<Request, JsValue> {
        let options = RequestInit::new();
        options.set_method(self.method.as_str());
        options.set_signal(abort.0.as_ref().map(AbortController::signal).as_ref());
        options.set_credentials(if self.is_elsewhere {
            RequestCredentials::Include
        } else {
            RequestCredentials::SameOrigin
        });
        let headers = Headers::new()?;
        if self.method != Method::Get {
            headers.set(
                "x-life-circle",
                &self
                    .person
                    .map_or_else(|| "page".to_owned(), |person| person.to_string()),
            )?;
        }
        if let Some(body) = &self.body {
            headers.set("content-type", "application/json")?;
            options.set_body(&body.into());
        }
        if let Some(key) = &self.key {
            headers.set("idempotency-key", key)?;
        }
        options.set_headers(&headers);
        Request::new_with_str_and_init(&self.url, &options)
    }
}

/// Stops a request whose answer nobody waits for any more.
struct AbortOnDrop(Option<AbortController>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

async fn settle(promise: Promise) -> Result<JsValue, ApiError> {
    JsFuture::from(promise).await.map_err(|_| ApiError::Offline)
}

/// The error of an answer whose status isn't a success.
fn refusal_of(status: u16, text: &str) -> ApiError {
    match json::parse::<ErrorEnvelope>(text).map(|envelope| envelope.error) {
        Ok(error) if error.code == ErrorCode::SignedOut => ApiError::SignedOut,
        Ok(error) => ApiError::Refused {
            code: error.code,
            field: error.field,
        },
        // A proxy that can't reach the server answers with an error page of its own.
        Err(_) if status >= 500 => ApiError::Offline,
        Err(_) => ApiError::Malformed,
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
