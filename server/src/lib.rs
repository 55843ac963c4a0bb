//! The reference server of Life Circle's JSON API.
//!
//! `routes/` answers the endpoints of `life-circle-wire`, `db/` holds every SQL statement, `auth/` knows who asks.
//! `call.rs` is what all endpoints have in common, from the headers to the `ETag`.

#![expect(
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "databases count in i64 what the wire counts in u32 and Rust in usize, scores and pictures in floats; every number here is bounded far below all of them"
)]

pub mod app;
mod auth;
mod call;
pub mod clock;
pub mod config;
pub mod db;
pub mod demo;
mod docs;
mod error;
mod limits;
mod live;
mod media;
mod names;
mod news;
pub mod operator;
mod page;
mod routes;
pub mod seed;
pub mod suggestions;
pub mod sweep;

pub use auth::recovery;
pub use error::Error;

/// Counts graphemes as people do.
pub fn graphemes(text: &str) -> usize {
    use unicode_segmentation::UnicodeSegmentation as _;
    text.graphemes(true).count()
}
