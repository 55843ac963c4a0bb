//! What the page knows: entities once each, who is signed in, what is on its way, and what to tell.

mod blobs;
mod by_id;
pub mod comments;
pub mod connection;
pub mod departure;
pub mod drafts;
pub mod entities;
pub mod failures;
pub mod feed;
pub mod kept_link;
pub mod likes;
pub mod load;
pub mod moments;
pub mod outbox;
pub mod pager;
pub mod preferences;
pub mod sending;
pub mod session;
mod shrink;
mod storage;
pub mod toasts;
pub mod uploads;
pub mod wish;
