//! Moments: writing, showing, liking and commenting on them.

mod album;
mod comment_box;
mod comment_row;
mod composer;
mod echo;
mod feed_list;
mod letter_card;
mod lightbox;
mod lightbox_layer;
mod like_button;
mod liker_list;
mod mention_list;
mod moment_card;
mod moment_text;
mod mute_button;
mod new_moments_pill;
mod photo_grid;
mod photo_picker;
mod photo_tile;
mod reminder_picker;
mod text_box;
mod text_editor;
mod thread;
mod topic_list;
mod zoom;

pub use album::Album;
pub use composer::{ComposerForm, SharePrompt, provide_composer, use_composer};
pub use feed_list::{FeedList, NewestMoments};
pub use lightbox::Lightbox;
pub use lightbox_layer::{provide_lightbox, use_lightbox};
pub use liker_list::AllLikers;
pub use moment_card::MomentCard;
pub use new_moments_pill::NewMomentsPill;
pub use thread::Thread;
pub use topic_list::MomentsOfTopic;
