//! Components that know nothing of friends and moments.

mod avatar;
mod copy_button;
mod dialog;
mod dynamic;
mod empty_state;
mod error_note;
mod field;
mod icon;
mod in_view;
mod pager_end;
mod people_list;
mod people_picker;
mod person_row;
mod photo_image;
mod styles;
mod sure_button;
mod switch;
mod time;
mod toast_stack;
mod wide;

pub use avatar::{Avatar, AvatarSize};
pub use copy_button::CopyButton;
pub use dialog::Dialog;
pub use dynamic::{When, choose, dynamic, each, on_submit, tap};
pub use empty_state::EmptyState;
pub use error_note::{ErrorNote, error_text, field_errors, form_error_text};
pub use field::Field;
pub use icon::Icon;
pub use in_view::{Lookout, when_in_view};
pub use pager_end::PagerEnd;
pub use people_list::PeopleList;
pub use people_picker::{PeoplePicker, toggle};
pub use person_row::PersonRow;
pub use photo_image::PhotoImage;
pub use styles::adopt;
pub use sure_button::SureButton;
pub use switch::Switch;
pub use time::{
    Ago, date_text, day_and_time_text, point_in_time_text, provide_minute, use_is_before,
};
pub use toast_stack::{ToastStack, ToastView};
pub use wide::use_is_wide;
