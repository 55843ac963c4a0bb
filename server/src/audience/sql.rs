//! Audiences' statements.

pub mod audiences;
pub mod changes;
