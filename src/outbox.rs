//! What was written and isn't confirmed yet. It is stored in this browser, sent in order, tried
//! again, and shown until the server has it. The code that sends is in `outbox/send_all.rs`; it is
//! loaded when something waits.

mod draft;
pub mod drafts;
mod letter;
mod likes;
mod outgoing;
mod queue;
mod send_all;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

pub use draft::{CommentDraft, Content, MomentDraft};
use leptos::prelude::*;
use life_circle_wire::PersonId;
pub use outgoing::{Delivery, Outgoing};
use queue::next_to_send;

use crate::data::api::backoff::Backoff;
use crate::data::api::connection::use_connection;
use crate::data::api::kept::take_letter_back;
use crate::data::api::{Api, ApiError, new_key, use_api};
use crate::data::session::{Session, SessionState, use_session};
use crate::data::storage;
use crate::data::uploads::{Uploads, forget_photo, use_uploads};
use crate::reactive::{effect, spawn_local};

/// How long to wait before what couldn't be sent is tried again.
const BACKOFF: Backoff = Backoff {
    first_ms: 1000,
    longest_ms: 60_000,
};

/// Sends what waits in the outbox. It fails only if its code can't be loaded.
pub type SendAll = Arc<dyn Fn(Outbox) -> SendRun + Send + Sync>;
/// The work of a [`SendAll`].
pub type SendRun = Pin<Box<dyn Future<Output = Result<(), ApiError>>>>;

/// The moments and comments that aren't confirmed yet.
#[derive(Clone, Copy)]
pub struct Outbox {
    /// All of them, the oldest first.
    outgoing: RwSignal<Vec<Outgoing>>,
    failures: StoredValue<u32>,
    is_working: StoredValue<bool>,
    /// Whether this tab has just failed to send, and tries again later. What other tabs do doesn't
    /// shorten that: they would drive each other on.
    is_pausing: StoredValue<bool>,
    uploads: Uploads,
    api: Api,
    send_all: StoredValue<SendAll>,
    session: Session,
}

/// Provides the [`Outbox`] as a context. It goes on sending when the network or the session is
/// back. `send_all` loads the code that sends.
pub fn provide_outbox(send_all: SendAll) {
    let session = use_session();
    let outbox = Outbox {
        outgoing: RwSignal::new(Vec::new()),
        failures: StoredValue::new(0),
        is_working: StoredValue::new(false),
        is_pausing: StoredValue::new(false),
        uploads: use_uploads(),
        api: use_api(),
        send_all: StoredValue::new(send_all),
        session,
    };
    let is_online = use_connection().is_online();
    effect(move || {
        if let SessionState::SignedIn(_) = session.state().get() {
            outbox.work_now();
        }
    });
    effect(move || {
        if is_online.get() {
            outbox.work_now();
        }
    });
    // What another tab writes is shown and, if that tab is closed, sent here, too. What it has sent
    // or discarded is removed.
    let other_tab = window_event_listener(leptos::ev::storage, move |event| {
        let Some(name) = event.key() else { return };
        if event.new_value().is_some() && name.starts_with(&outbox.name("")) {
            outbox.work();
        } else if event.new_value().is_none() {
            outbox.forget(|outgoing| outbox.name(&outgoing.key) == name);
        }
    });
    on_cleanup(move || other_tab.remove());
    provide_context(outbox);
}

/// The [`Outbox`] from the context.
pub fn use_outbox() -> Outbox {
    expect_context()
}

impl Outbox {
    /// What isn't confirmed yet, the oldest first.
    pub fn outgoing(&self) -> Signal<Vec<Outgoing>> {
        self.outgoing.into()
    }

    /// Sends something as soon as it can be.
    pub fn send(&self, content: Content) {
        let mut outgoing = Outgoing {
            written_at: js_sys::Date::now(),
            key: new_key(),
            content,
            delivery: Delivery::Waiting,
            is_stored: false,
        };
        self.store(&mut outgoing);
        self.outgoing.update(|all| all.push(outgoing));
        self.work_now();
    }

    /// The name in the storage. It contains the person's id: nobody else who signs in here sends
    /// it.
    fn name(&self, key: &str) -> String {
        format!("letter-{}-{key}", self.person_id())
    }

    /// The id of the person who writes; 0 if nobody is signed in.
    fn person_id(&self) -> PersonId {
        self.session.me().map_or(PersonId(0), |me| me.person.id)
    }

    /// Sends something again now that was refused or that waits.
    pub fn retry(&self, key: &str) {
        self.set(key, Delivery::Waiting);
        self.work_now();
    }

    /// Deletes something here, with its photos: its writer doesn't want to send it any more, or the
    /// server has it.
    pub fn discard(&self, key: &str) {
        if let Some(content) = self.take(key) {
            for photo in content.photos() {
                self.uploads.remove(&photo.key);
            }
        }
    }

    /// Removes something from the outbox and returns it for editing. Its photos stay.
    pub fn take(&self, key: &str) -> Option<Content> {
        storage::keep(&self.name(key), None);
        take_letter_back(key);
        let mut taken = None;
        self.outgoing.update(|all| {
            let index = all.iter().position(|outgoing| outgoing.key == key);
            taken = index.map(|index| all.remove(index).content);
        });
        taken
    }

    /// Whether this person has written something here that the server doesn't have.
    pub fn has_unsent(&self) -> bool {
        !self.unsent_names().is_empty() || !self.like_names().is_empty()
    }

    /// Deletes what this person has written here and not sent, with its photos. The words go at
    /// once: the page may be left before the photos are gone.
    pub async fn forget_unsent(&self) {
        let mut photos = Vec::new();
        for name in self.unsent_names() {
            photos.extend(match storage::read_value::<Outgoing>(&name) {
                Some(outgoing) => outgoing.content.photos().to_vec(),
                None => storage::read_value::<MomentDraft>(&name)
                    .map(|draft| draft.photos)
                    .unwrap_or_default(),
            });
            storage::keep(&name, None);
        }
        for name in self.like_names() {
            storage::keep(&name, None);
        }
        for photo in photos {
            forget_photo(&photo.key).await;
        }
    }

    /// The names in the storage of drafts, and of what is on its way.
    fn unsent_names(&self) -> Vec<String> {
        let drafts = self.session.me().map(|me| drafts::names(me.person.id));
        let outgoing = storage::names(&self.name(""));
        drafts.into_iter().flatten().chain(outgoing).collect()
    }

    fn set(&self, key: &str, delivery: Delivery) {
        self.outgoing.update(|all| {
            if let Some(outgoing) = all.iter_mut().find(|outgoing| outgoing.key == key) {
                outgoing.delivery = delivery;
                self.store(outgoing);
            }
        });
    }

    /// Stores something in this browser. If the browser stores nothing, it is only in memory.
    fn store(&self, outgoing: &mut Outgoing) {
        let name = self.name(&outgoing.key);
        storage::keep_value(&name, outgoing);
        outgoing.is_stored = storage::read(&name).is_some();
    }

    /// Removes from memory what `is_gone` names.
    fn forget(&self, is_gone: impl Fn(&Outgoing) -> bool) {
        if self.outgoing.with_untracked(|all| all.iter().any(&is_gone)) {
            self.outgoing
                .update(|all| all.retain(|outgoing| !is_gone(outgoing)));
        }
    }

    /// Sends what waits, without a pause.
    fn work_now(&self) {
        self.is_pausing.set_value(false);
        self.work();
    }

    /// Shows what waits, and sends it unless this tab pauses.
    fn work(&self) {
        if self.session.me().is_none() || !self.has_outgoing() {
            return;
        }
        let outbox = *self;
        spawn_local(async move {
            let run = outbox.send_all.with_value(|send_all| send_all(outbox));
            if run.await.is_err() {
                outbox.work_later();
            }
        });
    }

    /// Whether something waits, in memory or in the storage.
    fn has_outgoing(&self) -> bool {
        self.outgoing
            .with_untracked(|all| next_to_send(all).is_some())
            || !storage::names(&self.name("")).is_empty()
    }

    /// Tries again in a while.
    fn work_later(&self) {
        self.failures.update_value(|failures| *failures += 1);
        self.is_pausing.set_value(true);
        let outbox = *self;
        set_timeout(
            move || outbox.work_now(),
            BACKOFF.wait(self.failures.get_value()),
        );
    }
}
