//! People: their profiles, their privacy, and suggestions.

mod privacy;
mod profile;
mod suggestions;
