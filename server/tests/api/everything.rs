//! What holds for every endpoint.

pub mod circle;
mod errors;
mod matrix;
mod repeats;
