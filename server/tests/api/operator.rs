//! What the operator does, and the server's own health.

mod operating;
mod operator;
mod reports;
