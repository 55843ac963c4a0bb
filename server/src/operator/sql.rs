//! Reports' statements.

pub mod log;
pub mod reports;
