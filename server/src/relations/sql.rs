//! Relations' statements.

pub mod blocks;
pub mod departures;
pub mod friends;
pub mod friendships;
pub mod links;
pub mod requests;
pub mod tags;
