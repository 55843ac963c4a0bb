//! What a stream of events reads.

pub mod events;
