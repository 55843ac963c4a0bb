//! People: their profiles, search, suggestions, and their privacy settings.

pub mod graph;
pub mod names;
pub mod privacy;
pub mod profiles;
pub(crate) mod routes;
pub mod sql;
pub mod suggesting;
pub mod suggestions;
