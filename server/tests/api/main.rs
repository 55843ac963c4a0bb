//! The API from outside: every test is a story told to `SQLite` and, where `LIFE_CIRCLE_TEST_POSTGRES_URL` names a
//! server, to `PostgreSQL` as well.

#![expect(clippy::print_stdout, reason = "what is skipped is said")]

mod accounts;
mod circle;
mod errors;
mod events;
mod feed;
mod friends;
mod matrix;
mod moments;
mod notifications;
mod openapi;
mod operating;
mod photos;
mod profile;
mod repeats;
mod suggestions;
mod support;
mod texts;
