//! The reference server of Life Circle's JSON API.
//!
//! One folder for each domain, with its endpoints in `routes`, its statements in `sql`, and its
//! services.

#![expect(
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "databases count in i64 what the wire counts in u32 and Rust in usize, scores and \
        pictures in floats; every number here is bounded far below all of them"
)]

pub mod accounts;
pub mod app;
mod audience;
pub mod cli;
pub mod clock;
pub mod config;
pub mod dev;
mod error;
mod hex;
mod http;
mod inbox;
mod live;
mod moments;
pub mod operator;
mod origin;
pub mod people;
pub mod platform;
mod private_folder;
pub mod relations;
mod rules;
pub mod server;
pub mod sweep;

pub use error::Error;

/// A text in the form in which texts are compared.
pub fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    life_circle_wire::fold(text, |text| text.nfkc().collect())
}

/// Counts the characters of a text as people see them (graphemes).
pub fn graphemes(text: &str) -> usize {
    use unicode_segmentation::UnicodeSegmentation as _;
    text.graphemes(true).count()
}
