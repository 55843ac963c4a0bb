//! Moments, beyond their cards and the feed: `src/text/moments.rs` has those.

pub mod audience;
pub mod compose;
pub mod pages;
pub mod photos;
pub mod search;
