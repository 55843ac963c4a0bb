//! Life Circle's page. A library, so that what needs no browser is tested natively; `main.rs` only calls [`start`].

mod api;
mod app;
mod config;
mod erased;
mod features;
mod live;
mod parts;
mod routes;
mod screens;
mod state;
mod text;
mod ui;

pub use app::start;

/// What `tests/browser.rs` tries in a real browser.
#[doc(hidden)]
pub mod for_browser_tests {
    pub use crate::api::json;
    pub use crate::text::{Language, graphemes};
    pub use crate::ui::date_text;
}
