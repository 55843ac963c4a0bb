//! My friends: the list from A to Z, and what I keep about each of them.

mod common_friend_list;
mod entry;
mod friend_form;
mod friend_list;
mod friend_settings;
mod index_strip;
mod initials;
mod remove_button;

pub use common_friend_list::CommonFriendList;
pub use entry::Entry;
pub use friend_list::FriendList;
pub use friend_settings::FriendSettings;
pub use remove_button::RemoveButton;
