//! Life Circle's page. A library, so that what needs no browser is tested natively; `main.rs` only calls [`start`].

// Components are named like types and called like functions by the `view!` macro.
mod api;
mod app;
mod config;
mod features;
mod routes;
mod screens;
mod state;
mod text;
mod ui;

pub use app::start;
