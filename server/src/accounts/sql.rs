//! Statements about devices, and about what people sign in with.

pub mod devices;
pub mod passkeys;
pub mod security;
