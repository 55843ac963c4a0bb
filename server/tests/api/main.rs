//! Tests of the API from outside. Each runs on `SQLite` and, if `LIFE_CIRCLE_TEST_POSTGRES_URL`
//! names a server, on `PostgreSQL` as well.

#![expect(clippy::print_stdout, reason = "what is skipped is said")]

mod accounts;
mod audience_previews;
mod audiences;
mod blocks;
mod circle;
mod departures;
mod errors;
mod events;
mod family;
mod feed;
mod friends;
mod links;
mod matrix;
mod moments;
mod notifications;
mod openapi;
mod operating;
mod operator;
mod photos;
mod privacy;
mod profile;
mod repeats;
mod reports;
mod security;
mod suggestions;
mod support;
mod tags;
mod texts;
