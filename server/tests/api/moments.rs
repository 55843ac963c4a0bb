//! Moments, their audiences, photos and feeds.

mod audience_previews;
mod audiences;
mod feed;
mod photos;
mod posting;
mod texts;
