//! People, and how they are related.

mod blocks;
pub mod family;
mod friends;
mod links;
mod privacy;
mod profile;
mod suggestions;
mod tags;
