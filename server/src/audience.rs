//! The audiences of moments.

pub(crate) mod routes;
pub mod sql;
