//! Components that know neither the API nor any domain: fields, dialogs, icons, times.

mod canvas;
mod copy_button;
mod dialog;
mod empty_state;
mod field;
mod icon;
mod observers;
mod styles;
mod switch;
mod tap_twice_button;
mod time;
mod wide;

pub use canvas::{canvas_of, is_canvas_true, to_blob};
pub use copy_button::CopyButton;
pub use dialog::{ConfirmInDialogButton, Confirmation, Dialog, OverDialogs};
pub use empty_state::EmptyState;
pub use field::{Field, SearchBox, is_composing, is_send_key};
pub use icon::Icon;
pub use observers::{Lookout, when_in_view, when_resized};
pub use styles::adopt;
pub use switch::Switch;
pub use tap_twice_button::TapTwiceButton;
pub use time::{
    Ago, date_text, day_and_time_text, learn_server_time, month_and_year_text, month_text, now,
    point_in_time_text, provide_minute, use_is_before,
};
pub use wide::use_is_wide;
