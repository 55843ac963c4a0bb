//! What every domain builds on: the database, news between servers, photos on the disk, and the
//! limits of the process.

pub mod db;
pub mod descriptors;
pub mod media;
pub mod news;
