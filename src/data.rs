//! Calls of the API, and what every domain builds on: loading, lists, uploads, the session.

pub mod action;
pub mod api;
pub mod by_id;
pub mod error_note;
pub mod load;
pub mod pager;
pub mod people;
pub mod session;
pub mod storage;
pub mod toasts;
pub mod uploads;
pub mod waiting;
