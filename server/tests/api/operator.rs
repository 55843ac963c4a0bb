//! What the operator does, and the server's own health.

mod acts;
mod operating;
mod reports;
mod storage;
