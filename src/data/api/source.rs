//! Reads whose answers are kept: from the server, or as this browser has kept them.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use leptos::prelude::*;
use life_circle_wire::{Endpoint, Method, Query as _, Timestamp};

use super::stamp::Stamp;
use super::{Api, ApiError, json, kept, query_string};
use crate::reactive::spawn_local;

/// First pages that are kept again after a change.
const READ_LAST: usize = 4;
/// How long to wait for more changes before.
const KEPT_AGAIN_AFTER: Duration = Duration::from_secs(4);

/// Where an answer is read from.
#[derive(Clone, Copy)]
pub enum Source {
    /// The server. The answer is kept.
    Server,
    /// What this browser has kept; an error if it has nothing. The value takes the time when the
    /// server gave the answer.
    Kept(StoredValue<Option<Timestamp>>),
}

impl Source {
    /// Whether it is the server.
    pub fn is_server(self) -> bool {
        matches!(self, Self::Server)
    }

    /// When a read from here was begun, to be compared with what has changed since. `now` counts
    /// for the server.
    pub fn stamp(self, now: Stamp) -> Stamp {
        match self {
            Self::Server => now,
            Self::Kept(_) => Stamp::BEFORE,
        }
    }
}

impl Api {
    /// Like [`Api::read`], but for what is kept.
    pub fn read_from<E: Endpoint>(
        &self,
        source: Source,
        argument: &E::Argument,
        query: &E::Query,
    ) -> impl Future<Output = Result<E::Response, ApiError>> + use<E> {
        let people = self.people;
        let asked_at = source.stamp(people.stamp());
        let answer = self.answer_from(source, E::path(argument), query.pairs());
        async move {
            let answer: E::Response =
                json::parse(&answer.await?).map_err(|_| ApiError::Malformed)?;
            people.take(&E::people(&answer), asked_at);
            Ok(answer)
        }
    }

    /// The texts of all answers that are kept under such a path. Nothing of them is taken over.
    pub async fn all_kept(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
        match self.person.get_value() {
            Some(person) => kept::read_all(person, is_wanted).await,
            None => Vec::new(),
        }
    }

    /// Keeps again, in a while, what was read last: a change has been confirmed.
    pub(super) fn keep_again_soon(&self) {
        let api = *self;
        let round = api.changes.get_value() + 1;
        api.changes.set_value(round);
        let keep_again = move || {
            if api.changes.get_value() != round {
                return;
            }
            for path in api.read_last.get_value() {
                spawn_local(async move {
                    // If this fails, what is kept is as old as it says.
                    api.answer_from(Source::Server, path, Vec::new()).await.ok();
                });
            }
        };
        set_timeout(keep_again, KEPT_AGAIN_AFTER);
    }

    fn note_read(&self, path: &str) {
        self.read_last.update_value(|paths| {
            paths.retain(|other| other != path);
            paths.push(path.to_owned());
            let surplus = paths.len().saturating_sub(READ_LAST);
            paths.drain(..surplus);
        });
    }

    /// The text of an answer. It is compiled once, not for each endpoint.
    fn answer_from(
        &self,
        source: Source,
        path: String,
        query: Vec<(&'static str, String)>,
    ) -> Pin<Box<dyn Future<Output = Result<String, ApiError>>>> {
        let api = *self;
        Box::pin(async move {
            let address = format!("{path}{}", query_string(&query));
            let person = api.person.get_value();
            match source {
                Source::Server => {
                    if query.is_empty() {
                        api.note_read(&path);
                    }
                    let exchange = api.exchange(Method::Get, path, query, Ok(None), None, true);
                    let answer = exchange.await;
                    // Nobody else may have signed in meanwhile.
                    let person = person.filter(|_| api.person.get_value() == person);
                    match (&answer, person) {
                        (Ok(text), Some(person)) => kept::keep(person, &address, text),
                        (Err(error), Some(person)) if !error.is_passing() => {
                            kept::drop_answer(person, &address);
                        }
                        _ => {}
                    }
                    answer
                }
                Source::Kept(at) => {
                    let person = person.ok_or(ApiError::Offline)?;
                    let kept = kept::read(person, &address).await;
                    let kept = kept.ok_or(ApiError::Offline)?;
                    at.try_update_value(|at| *at = Some(kept.at));
                    Ok(kept.text)
                }
            }
        })
    }
}
