//! Tests of the API from outside. Each runs on `SQLite` and, if `LIFE_CIRCLE_TEST_POSTGRES_URL`
//! names a server, on `PostgreSQL` as well.

#![expect(clippy::print_stdout, reason = "what is skipped is said")]

mod accounts;
mod audience;
mod everything;
mod inbox;
mod live;
mod moments;
mod openapi;
mod operator;
mod people;
mod relations;
mod steps;
mod support;
