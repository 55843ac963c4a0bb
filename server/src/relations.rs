//! How two people stand to each other: friendships, requests, blocks, links, tags and departures.

pub(crate) mod routes;
pub mod sql;
