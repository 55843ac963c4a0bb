//! What holds for every endpoint.

pub mod circle;
mod errors;
mod limits;
mod matrix;
mod repeats;
