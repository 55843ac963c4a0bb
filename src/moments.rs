//! Moments: writing, showing, liking and commenting on them.

pub mod audience;
pub mod card;
pub mod comments;
pub mod compose;
pub mod deleting;
pub mod feed;
pub mod likes;
mod moment_screen;
pub mod outgoing;
pub mod photos;
pub mod search;
pub mod store;

pub use moment_screen::MomentScreen;
