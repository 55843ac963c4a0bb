//! People: their pictures and names, finding them, and how they stand to me.

mod avatar;
pub mod blocks;
mod cover_picture;
pub mod friends;
pub mod links;
mod people_list;
mod people_picker;
mod people_search;
mod person_row;
mod profile;
mod relation_action;
mod report_button;
pub mod requests;
pub mod roster;
mod suggestion_list;
pub mod tags;

pub use avatar::{Avatar, AvatarSize};
pub use cover_picture::CoverPicture;
pub use people_list::PeopleList;
pub use people_picker::{PeoplePicker, toggle};
pub use people_search::PeopleSearch;
pub use person_row::PersonRow;
pub use profile::ProfileHead;
pub use report_button::ReportButton;
pub use suggestion_list::SuggestionList;
