//! People's statements.

pub mod people;
pub mod privacy;
pub mod suggestions;
