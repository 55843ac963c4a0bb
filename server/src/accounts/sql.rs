//! Accounts' statements.

pub mod devices;
pub mod security;
