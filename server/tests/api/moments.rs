//! Moments with their photos, likes and comments, and feeds.

mod comments;
mod feed;
mod likes;
mod photos;
mod posting;
mod searching;
mod texts;
mod unchanged;
