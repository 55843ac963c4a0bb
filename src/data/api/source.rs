//! Reads whose answers are kept: from the server, or as this browser has kept them.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use life_circle_wire::{Endpoint, Method, Query as _, Timestamp};

use super::stamp::Stamp;
use super::{Api, ApiError, json, kept, query_string};

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

    /// All answers of an endpoint that are kept, whatever their query was. Nothing of them is taken
    /// over.
    pub async fn all_kept<E: Endpoint>(&self, argument: &E::Argument) -> Vec<E::Response> {
        let Some(person) = self.person.get_value() else {
            return Vec::new();
        };
        let texts = kept::read_all(person, &E::path(argument)).await;
        let answers = texts.iter().map(|text| json::parse(text));
        answers.filter_map(Result::ok).collect()
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
                    let exchange = api.exchange(Method::Get, path, query, Ok(None), None, true);
                    let text = exchange.await?;
                    // Nobody else may have signed in meanwhile.
                    if let Some(person) = person.filter(|_| api.person.get_value() == person) {
                        kept::keep(person, &address, &text);
                    }
                    Ok(text)
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
