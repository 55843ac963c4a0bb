//! How people are related: friends, requests, blocks, links, tags, and accounts that are away.

mod blocks;
mod departures;
mod friends;
mod links;
mod requests;
mod tags;
