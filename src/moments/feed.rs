//! Lists of moments: the feed, albums, and moments of a topic.

mod album;
mod album_as_seen;
mod circle_entry;
mod circle_screen;
mod feed_list;
pub mod lists;
mod new_moments_pill;
mod topic_list;
mod topic_screen;
mod view_as_screen;

pub use album::Album;
pub use circle_entry::CircleEntry;
pub use circle_screen::CircleScreen;
pub use feed_list::NewestMoments;
pub use new_moments_pill::NewMomentsPill;
pub use topic_screen::TopicScreen;
pub use view_as_screen::ViewAsScreen;
