//! Moments, their audiences, photos and feeds.

mod audience_previews;
mod audiences;
mod feed;
mod moments;
mod photos;
mod texts;
