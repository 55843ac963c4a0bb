//! What holds for every endpoint.

pub mod circle;
mod documented;
mod errors;
mod hanging_up;
mod hostile;
mod limits;
mod matrix;
mod repeats;
