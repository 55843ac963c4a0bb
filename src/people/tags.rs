//! Tags: groups of friends that only I see.

mod tag_choice;
mod tag_form;
mod tag_list;
mod tags_screen;

pub use tag_choice::{TagChoice, make_tag};
pub use tags_screen::TagsScreen;
