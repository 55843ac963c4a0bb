//! Statements about moments, comments, likes, feeds, photos, reminders, topics and words.

pub mod comments;
pub mod feed;
pub mod likes;
pub mod moments;
pub mod photos;
mod previews;
pub mod reminders;
pub mod topics;
pub mod words;
pub mod writing;
