//! The audiences of moments.

pub(crate) mod changing;
pub(crate) mod routes;
pub mod sql;
