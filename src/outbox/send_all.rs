//! Sends what waits in the outbox, one after the other.

use leptos::prelude::*;

use super::outgoing::{Delivery, Outgoing};
use super::{Outbox, next_to_send};
use crate::data::api::ApiError;
use crate::data::storage;

impl Outbox {
    /// Sends until nothing can be sent. `deliver` brings one thing to the server, and shows the
    /// result.
    pub async fn send_all<F>(self, deliver: impl Fn(Outgoing) -> F)
    where
        F: Future<Output = Result<(), ApiError>>,
    {
        self.take_up();
        while let Some(outgoing) = self
            .outgoing
            .with_untracked(|all| next_to_send(all).cloned())
        {
            let key = outgoing.key.clone();
            self.set(&key, Delivery::OnItsWay);
            let Err(error) = deliver(outgoing).await else {
                self.failures.set_value(0);
                self.discard(&key);
                continue;
            };
            let is_passing = error.is_passing() || error == ApiError::SignedOut;
            let delivery = if is_passing {
                Delivery::TryingAgain
            } else {
                Delivery::Refused(error)
            };
            self.set(&key, delivery);
            if is_passing {
                self.work_later();
                break;
            }
        }
    }

    /// Reads, once, what this person wrote before the page was loaded. Another tab may send the
    /// same; because of its key it is created once.
    fn take_up(&self) {
        if self.has_taken_up.get_value() {
            return;
        }
        self.has_taken_up.set_value(true);
        let known = self.outgoing.get_untracked();
        let names = storage::names(&self.name(""));
        let mut all: Vec<Outgoing> = names
            .iter()
            .filter_map(|name| storage::read_value(name))
            .collect();
        all.retain(|outgoing| known.iter().all(|other| other.key != outgoing.key));
        all.extend(known);
        all.sort_by(|a, b| a.written_at.total_cmp(&b.written_at));
        self.outgoing.set(all);
    }
}
