//! Friends: finding people, becoming friends, and the list of them.

mod block_button;
mod blocked_list;
mod circle_entry;
mod common_friend_list;
mod entry;
mod friend_list;
mod friend_settings;
mod index_strip;
mod people_search;
mod profile;
mod relation_action;
mod request_dialog;
mod request_list;
mod suggestion_list;
mod tag_choice;
mod tag_form;
mod tag_list;

pub use blocked_list::BlockedList;
pub use circle_entry::CircleEntry;
pub use entry::Entry;
pub use friend_list::FriendList;
pub use people_search::PeopleSearch;
pub use profile::ProfileHead;
pub use request_list::{RequestList, use_requests};
pub use suggestion_list::SuggestionList;
pub use tag_list::TagList;
