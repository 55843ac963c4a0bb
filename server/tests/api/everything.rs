//! What holds for every endpoint.

pub mod circle;
mod errors;
mod hanging_up;
mod limits;
mod matrix;
mod repeats;
