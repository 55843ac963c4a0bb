//! People: their profiles, search, suggestions, and their privacy settings.

pub mod graph;
pub mod names;
pub(crate) mod routes;
pub mod sql;
pub mod suggestions;
