//! Links that make friends, shown as QR codes, and reading such codes.

mod link_card;
mod link_target;
mod my_links;
mod qr;
mod scanner;

pub use link_target::{LinkAccept, LinkInvitation};
pub use my_links::MyLinks;
pub use scanner::{Decode, LoadDecode, Scanner, decode};
