//! A moment as a card: its text, likes and newest comments.

mod card_foot;
mod card_window;
mod echo;
mod like_button;
mod liker_list;
mod moment_card;
mod moment_text;
mod mute_button;

pub use card_window::provide_card_window;
pub use liker_list::AllLikers;
pub use moment_card::MomentCard;
pub use moment_text::{MomentText, TextMarker, linked};
