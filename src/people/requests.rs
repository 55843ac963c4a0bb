//! Friend requests: those I received and those I sent.

mod request_buttons;
mod request_dialog;
mod request_list;

pub use request_buttons::RequestButtons;
pub use request_dialog::RequestDialog;
pub use request_list::{RequestList, use_requests};
