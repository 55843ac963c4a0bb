//! Audiences' statements.

pub mod audiences;
pub mod changes;
pub mod chosen;
pub mod members;
