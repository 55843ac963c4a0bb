//! People: their pictures and names, finding them, and how they are related to me.

mod avatar;
pub mod blocks;
pub mod finding;
pub mod friends;
pub mod links;
mod people_picker;
mod person_row;
mod profile;
mod report_button;
pub mod requests;
pub mod roster;
pub mod tags;

pub use avatar::{Avatar, AvatarSize};
pub use people_picker::{PeoplePicker, toggle};
pub use person_row::PersonRow;
pub use profile::ProfileHead;
pub use report_button::ReportButton;
