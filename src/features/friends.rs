//! Friends: finding people, becoming friends, and the list of them.

mod circle_entry;
mod common_friend_list;
mod friend_list;
mod people_search;
mod profile;
mod relation_action;
mod request_dialog;
mod request_list;
mod suggestion_list;

pub use circle_entry::CircleEntry;
pub use friend_list::FriendList;
pub use people_search::PeopleSearch;
pub use profile::ProfileHead;
pub use request_list::{RequestList, use_requests};
pub use suggestion_list::SuggestionList;
