//! Statements about people, privacy settings and suggestions.

pub mod people;
pub mod privacy;
pub mod suggestions;
