//! Links that make friends, shown as QR codes, and reading such codes.

mod add_friend_screen;
mod code_reading;
pub mod kept_link;
mod link_card;
mod link_screen;
mod link_target;
mod my_links;
mod qr;
mod scanner;

pub use add_friend_screen::AddFriendScreen;
pub use code_reading::{Decode, decode};
pub use link_screen::LinkScreen;
pub use link_target::LinkInvitation;
