//! Sends what waits in the outbox, one after the other. One tab sends at a time.

use leptos::prelude::*;

use super::outgoing::{Delivery, Outgoing};
use super::queue::{merge, next_to_send};
use super::{Outbox, letter};
use crate::data::api::ApiError;
use crate::data::api::kept::take_letter_back;
use crate::data::storage::{self, locks};
use crate::reactive::tell_window;

/// The window's event for `index.html`: the service worker has something to send.
const LETTERS_WAIT: &str = "letters-wait";

/// What became of one thing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Brought {
    /// The server has it, or has refused it: the next one may go.
    Settled,
    /// It couldn't be sent now.
    NotNow,
    /// Nobody is signed in any more. The service worker couldn't send it either.
    SignedOut,
}

impl Outbox {
    /// Sends until nothing can be sent, unless that is under way or pauses. `deliver` brings one
    /// thing to the server, and shows the result.
    pub async fn send_all<F>(self, deliver: impl Fn(Outgoing) -> F)
    where
        F: Future<Output = Result<(), ApiError>>,
    {
        self.take_up();
        if self.is_working.get_value() || self.is_pausing.get_value() {
            return;
        }
        self.is_working.set_value(true);
        // Where the browser has no locks, the tabs send at the same time. The server knows by the
        // keys what it has already.
        let lock = locks::hold(&self.name("")).await;
        self.take_up();
        while let Some(outgoing) = self
            .outgoing
            .with_untracked(|all| next_to_send(all).cloned())
        {
            let brought = self.bring(outgoing, &deliver).await;
            if brought == Brought::NotNow {
                self.leave_to_worker().await;
            }
            if brought != Brought::Settled {
                self.work_later();
                break;
            }
            // Another tab may have written something before the next one.
            self.take_up();
        }
        drop(lock);
        self.is_working.set_value(false);
    }

    /// Reads what this person has written in this browser: before the page was loaded, and in other
    /// tabs. Takes away what another tab has sent or discarded.
    fn take_up(&self) {
        let prefix = self.name("");
        let stored: Vec<Outgoing> = storage::names(&prefix)
            .iter()
            .filter_map(|name| storage::read_value(name))
            .collect();
        let known = self.outgoing.get_untracked();
        let merged = merge(known.clone(), stored);
        if merged != known {
            self.outgoing.set(merged);
        }
    }

    /// Leaves what waits to the service worker: it sends it when the network is back, even if no
    /// tab is open then. Only some browsers can do that.
    async fn leave_to_worker(&self) {
        if self.api.is_elsewhere() {
            return;
        }
        let lock = self.name("");
        for outgoing in self.outgoing.get_untracked() {
            if outgoing.delivery.is_refused() || !self.is_stored(&outgoing.key) {
                continue;
            }
            letter::leave(self.person_id(), &lock, &outgoing).await.ok();
            // Its writer may have discarded it meanwhile, or signed out.
            if !self.is_stored(&outgoing.key) {
                take_letter_back(&outgoing.key);
            }
        }
        tell_window(LETTERS_WAIT);
    }

    fn is_stored(&self, key: &str) -> bool {
        storage::read(&self.name(key)).is_some()
    }

    /// Brings one thing to the server.
    async fn bring<F>(&self, outgoing: Outgoing, deliver: &impl Fn(Outgoing) -> F) -> Brought
    where
        F: Future<Output = Result<(), ApiError>>,
    {
        let key = outgoing.key.clone();
        self.set(&key, Delivery::OnItsWay);
        match deliver(outgoing).await {
            Ok(()) => {
                self.failures.set_value(0);
                self.discard(&key);
                Brought::Settled
            }
            Err(error) if error.is_passing() => {
                self.set(&key, Delivery::TryingAgain);
                Brought::NotNow
            }
            Err(ApiError::SignedOut) => {
                self.set(&key, Delivery::TryingAgain);
                Brought::SignedOut
            }
            Err(error) => {
                self.set(&key, Delivery::Refused(error));
                // Its writer decides what to do: nobody else sends it.
                take_letter_back(&key);
                Brought::Settled
            }
        }
    }
}
