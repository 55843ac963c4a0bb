//! Statements about friends, requests, blocks, departures, links and tags.

pub mod blocks;
pub mod departures;
pub mod friends;
pub mod friendships;
pub mod links;
pub mod requests;
pub mod tags;
