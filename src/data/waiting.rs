//! What is unread or unanswered: the counts that badges show.

use leptos::prelude::*;
use life_circle_wire::events::{ReadStatus, Status};
use life_circle_wire::{NoArgument, NoQuery};

use super::api::{Api, use_api};
use crate::reactive::spawn_local;

/// The counts of what is unseen, unread or unanswered.
#[derive(Clone, Copy)]
pub struct Waiting {
    /// The counts; `None` until the server has answered.
    pub status: RwSignal<Option<Status>>,
    /// Notified when my relation to somebody may have changed.
    pub relations: Trigger,
    /// Incremented when `status` changes by an event or by something that I opened. `refresh` uses
    /// it to drop an answer that was asked for before that change.
    changes: StoredValue<u32>,
    api: Api,
}

/// Makes the counts available.
pub fn provide_waiting() {
    provide_context(Waiting {
        status: RwSignal::new(None),
        relations: Trigger::new(),
        changes: StoredValue::new(0),
        api: use_api(),
    });
}

/// The [`Waiting`] from the context.
pub fn use_waiting() -> Waiting {
    expect_context()
}

impl Waiting {
    /// Takes the counts that the server sent as an event.
    pub fn take(&self, status: Status) {
        self.note_change();
        self.set(status);
    }

    fn note_change(&self) {
        self.changes
            .update_value(|changes| *changes = changes.wrapping_add(1));
    }

    fn set(&self, status: Status) {
        let requests = self
            .status
            .with_untracked(|known| known.as_ref().map(|known| known.requests));
        let has_new_requests = requests.is_some_and(|requests| requests != status.requests);
        self.status.set(Some(status));
        if has_new_requests {
            self.relations.notify();
        }
    }

    /// Asks the server for the counts.
    pub fn refresh(&self) {
        let waiting = *self;
        let changes = self.changes.get_value();
        spawn_local(async move {
            // A failure isn't shown here: the lists on the screen fail, too, and say so.
            match waiting
                .api
                .read::<ReadStatus>(&NoArgument, &NoQuery {})
                .await
            {
                Ok(_) if waiting.changes.get_value() != changes => waiting.refresh(),
                Ok(status) => waiting.set(status),
                Err(_) => waiting
                    .status
                    .update(|status| _ = status.get_or_insert_default()),
            }
        });
    }

    /// I look at the feed: the dot goes away.
    pub fn clear_unseen(&self) {
        self.note_change();
        self.status.update(|status| {
            let status = status.get_or_insert_default();
            status.unseen = 0;
            status.newest_author = None;
        });
    }

    /// I look at the notifications: their count goes away.
    pub fn clear_unread(&self) {
        self.note_change();
        self.status.update(|status| {
            let status = status.get_or_insert_default();
            status.unread = 0;
            status.newest_actor = None;
        });
    }
}
