//! Stands in for the crate of this name, of which Leptos needs the types for server functions that send streams.
//!
//! The page has no server functions; the crate's classes are exported to JavaScript all the same, and with them five
//! kilobytes that everybody would load (`docs/decisions/size-of-the-page.md`).

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use wasm_bindgen::JsValue;

/// A stream that is never made.
pub struct ReadableStream(Infallible);

impl ReadableStream {
    /// Would take a stream of the browser.
    pub fn from_raw(_stream: web_sys::ReadableStream) -> Self {
        unreachable!("the page has no server functions")
    }

    /// Would make a stream for the browser.
    pub fn from_stream(_stream: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        unreachable!("the page has no server functions")
    }

    /// The browser's stream.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        match self.0 {}
    }

    /// What comes of it.
    #[must_use]
    pub fn into_stream(self) -> Self {
        self
    }
}

impl Stream for ReadableStream {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.0 {}
    }
}
