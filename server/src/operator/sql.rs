//! Reports' statements.

pub mod reports;
