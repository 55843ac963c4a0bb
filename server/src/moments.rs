//! Moments, with their comments, likes, photos and topics, and the feed.

pub(crate) mod routes;
pub mod sql;
