//! What happened that concerns the reader.

pub(crate) mod routes;
pub mod sql;
pub(crate) mod telling;
