//! Events, as they come to open streams.

mod events;
