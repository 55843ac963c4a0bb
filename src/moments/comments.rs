//! Comments: writing one, a row, and the whole thread under a moment.

mod comment_box;
pub mod comment_draft;
mod comment_row;
mod thread;
pub mod threads;

pub use comment_box::CommentBox;
pub use comment_row::CommentRow;
pub use thread::Thread;
