//! What surrounds every screen: the frame, the title, and the parts that are loaded later.

mod arrival;
mod back_button;
mod badge;
mod drawn;
mod frame;
mod inner_screen;
mod not_found;
pub mod parts;
mod title;
mod unreachable;

pub use arrival::{is_due_on_arrival, refresh_on_arrival};
pub use back_button::BackButton;
pub use badge::show_badge;
pub use drawn::use_drawn;
pub use frame::Frame;
pub use inner_screen::InnerScreen;
pub use not_found::NotFoundScreen;
pub use title::use_title;
pub use unreachable::UnreachableScreen;
