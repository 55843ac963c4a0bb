//! Blocking somebody, and the list of blocked people.

mod block_button;
mod blocked_list;
mod blocked_screen;

pub use block_button::{BlockButton, UnblockButton};
pub use blocked_screen::BlockedScreen;
