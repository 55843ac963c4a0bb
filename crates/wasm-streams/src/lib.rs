//! Replaces the crate `wasm-streams`, whose types Leptos needs for server functions that send
//! streams.
//!
//! The page has no server functions. But the original crate exports its classes to JavaScript, so
//! the compiler can't remove them as unused, and everybody would load almost four kilobytes more
//! (`docs/decisions/size-of-the-page.md`).

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use wasm_bindgen::JsValue;

/// A stream that can't be constructed, because the page has no server functions.
pub struct ReadableStream(Infallible);

impl ReadableStream {
    /// Would wrap a stream of the browser; never called.
    pub fn from_raw(_stream: web_sys::ReadableStream) -> Self {
        unreachable!("the page has no server functions")
    }

    /// Would make a stream for the browser; never called.
    pub fn from_stream(_stream: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        unreachable!("the page has no server functions")
    }

    /// Would return the browser's stream; never called.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        match self.0 {}
    }

    /// Would return the Rust stream; never called.
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
