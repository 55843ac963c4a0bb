//! Moments, with their comments, likes, photos and topics, and the feed.

pub mod deleting;
pub mod editing;
pub mod posting;
pub mod reacting;
pub(crate) mod routes;
pub mod searching;
pub mod sql;
pub mod uploading;
