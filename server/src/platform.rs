//! What every domain builds on: the database, news between servers, and photos on the disk.

pub mod db;
pub mod media;
pub mod news;
