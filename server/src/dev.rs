//! Circles to try things on: a demo, and a seed from real graphs.

pub mod demo;
pub mod seed;
