//! Who can see a moment.

pub(crate) mod routes;
pub mod sql;
