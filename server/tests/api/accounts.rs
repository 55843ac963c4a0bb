//! Accounts: signing up and in, and security.

mod security;
pub mod signing_in;
