//! HTTP: what every endpoint shares, from the headers of a request to the `ETag` of its answer.

pub mod call;
pub mod cross_site;
pub mod cursors;
pub mod docs;
pub mod known;
pub mod mounting;
pub mod rate_limits;
pub mod sessions;
pub mod spa;
