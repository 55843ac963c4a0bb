//! Life Circle's page. A library, so that what needs no browser is tested natively; `main.rs` only
//! calls [`start`].

mod account;
mod app;
mod data;
mod inbox;
mod kit;
mod live;
mod moments;
mod outbox;
mod people;
mod reactive;
mod routing;
mod screens;
mod shell;
mod text;

pub use app::start;

/// What `tests/browser.rs` tries in a real browser.
#[doc(hidden)]
pub mod for_browser_tests {
    pub use crate::data::api::json;
    pub use crate::kit::date_text;
    pub use crate::moments::comments::comment_draft::read_draft;
    pub use crate::text::{Language, graphemes};
}
