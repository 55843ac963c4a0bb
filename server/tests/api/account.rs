//! Accounts: signing up and in, security, and leaving.

pub mod accounts;
mod departures;
mod security;
