//! What happened that concerns the reader.

pub(crate) mod notifying;
pub(crate) mod routes;
pub mod sql;
