//! The call of an endpoint: what its handler takes, and what the handler may return.

pub mod address;
pub mod finishing;
pub mod reading;

use std::net::IpAddr;

use axum::http::HeaderValue;
pub use finishing::{new_request_id, refuse};
use life_circle_wire::callers::{Callers, SignedIn};
use life_circle_wire::{Endpoint, PersonId, Timestamp};

use super::sessions::Viewer;
use crate::app::App;
use crate::platform::db::idempotency;
use crate::platform::media::upload::Upload;

/// The session of a call to `E`: a [`Viewer`], or an `Option` of it if anybody may call `E`.
pub type SessionOf<E> = <<E as Endpoint>::Callers as Callers>::Session<Viewer>;

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
    /// The signed-in person and their device.
    pub session: SessionOf<E>,
    /// The `Set-Cookie` that keeps a browser in use signed in.
    pub(super) renewed_cookie: Option<String>,
    /// The path and the query.
    pub(super) target: String,
    key: Option<String>,
    upload: Option<Upload>,
    pub(super) if_none_match: Option<HeaderValue>,
    /// The `Last-Event-ID` header: the last event that the client received of an earlier stream.
    pub last_event_id: Option<String>,
    /// SHA-256 of method, path and body, in hexadecimal. For an upload the file's own hash replaces
    /// the body.
    request_hash: String,
}

impl<E: Endpoint> Call<E> {
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
}

impl<E: Endpoint<Callers = SignedIn>> Call<E> {
    /// The signed-in person.
    pub fn viewer(&self) -> PersonId {
        self.session.person
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

/// An answer that stays the same as long as the database does, until a time.
pub struct Lasting<T> {
    /// The endpoint's response.
    pub response: T,
    /// The last time at which the answer is the same; `None`: always.
    pub until: Option<Timestamp>,
}

/// What a handler may return: the endpoint's response, alone or with a cookie.
pub trait IntoReply<T> {
    /// The response, and the value of `Set-Cookie`.
    fn into_parts(self) -> (T, Option<String>);
}

impl<T> IntoReply<T> for T {
    fn into_parts(self) -> (T, Option<String>) {
        (self, None)
    }
}

impl<T> IntoReply<T> for WithCookie<T> {
    fn into_parts(self) -> (T, Option<String>) {
        (self.response, self.cookie)
    }
}

/// Whether `If-None-Match` names this `ETag`. Weak tags (`W/`) match, too: compression on the way
/// makes a tag weak.
pub(super) fn is_known(if_none_match: Option<&HeaderValue>, etag: &str) -> bool {
    let known = if_none_match
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    known
        .split(',')
        .any(|known| known.trim().trim_start_matches("W/") == etag)
}
