//! What was written and isn't confirmed yet. It is stored in this browser, sent in order, tried
//! again, and shown until the server has it. The code that sends is in `outbox/sending.rs`; it is
//! loaded when something waits.

mod letter;
mod letter_card;
pub mod sending;

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use leptos::prelude::*;
pub use letter::{Draft, Letter, Sending};
pub use letter_card::{CommentLetters, MomentLetters};
use life_circle_wire::PersonId;

use crate::data::api::{Api, ApiError, new_key, use_api};
use crate::data::connection::use_connection;
use crate::data::session::{Session, SessionState, use_session};
use crate::data::storage;
use crate::data::uploads::{Uploads, use_uploads};
use crate::moments::comments::threads::{Threads, use_threads};
use crate::moments::compose::drafts::put_back;
use crate::moments::feed::lists::{Lists, use_lists};
use crate::moments::store::{Entities, use_entities};
use crate::reactive::{react, spawn};

/// Milliseconds to wait after the first failure; doubled after each further one.
const FIRST_WAIT_MS: u32 = 1000;
/// The longest wait, in milliseconds.
const LONGEST_WAIT_MS: u32 = 60_000;

/// The letters (moments and comments) that aren't confirmed yet, the oldest first.
#[derive(Clone, Copy)]
pub struct Outbox {
    letters: RwSignal<Vec<Letter>>,
    failures: StoredValue<u32>,
    is_working: StoredValue<bool>,
    /// Whether the letters that were stored before the page was loaded have been read.
    has_taken_up: StoredValue<bool>,
    api: Api,
    entities: Entities,
    lists: Lists,
    threads: Threads,
    uploads: Uploads,
    send_letters: SendLetters,
    session: Session,
}

/// Provides the [`Outbox`] as a context. It goes on sending when the network or the session is
/// back. `send_letters` loads the code that sends.
pub fn provide_outbox(send_letters: SendLetters) {
    let session = use_session();
    let outbox = Outbox {
        letters: RwSignal::new(Vec::new()),
        failures: StoredValue::new(0),
        is_working: StoredValue::new(false),
        api: use_api(),
        entities: use_entities(),
        lists: use_lists(),
        threads: use_threads(),
        uploads: use_uploads(),
        send_letters,
        has_taken_up: StoredValue::new(false),
        session,
    };
    let is_online = use_connection().is_online();
    react(move || {
        if let SessionState::SignedIn(_) = session.state().get() {
            outbox.work();
        }
    });
    react(move || {
        if is_online.get() {
            outbox.work();
        }
    });
    // Another tab has sent the letter, or its writer has discarded it there.
    let other_tab = window_event_listener(leptos::ev::storage, move |event| {
        if event.new_value().is_none()
            && let Some(name) = event.key()
        {
            let is_it = |letter: &Letter| outbox.name(&letter.key) == name;
            if outbox
                .letters
                .with_untracked(|letters| letters.iter().any(is_it))
            {
                outbox
                    .letters
                    .update(|letters| letters.retain(|letter| !is_it(letter)));
            }
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
    /// The letters that aren't confirmed yet, the oldest first.
    pub fn letters(&self) -> Signal<Vec<Letter>> {
        self.letters.into()
    }

    /// Sends something as soon as it can be.
    pub fn send(&self, draft: Draft) {
        let letter = Letter {
            written_at: js_sys::Date::now(),
            key: new_key(),
            draft,
            sending: Sending::Waiting,
        };
        storage::keep_value(&self.name(&letter.key), &letter);
        self.letters.update(|letters| letters.push(letter));
        self.work();
    }

    /// The name under which a letter is stored. It contains the person's id: nobody else who signs
    /// in here sends it.
    fn name(&self, key: &str) -> String {
        let person = self.session.me().map_or(PersonId(0), |me| me.person.id);
        format!("letter-{person}-{key}")
    }

    /// Sends a refused or waiting letter again now.
    pub fn retry(&self, key: &str) {
        self.set(key, Sending::Waiting);
        self.work();
    }

    /// Deletes a letter here, with its photos: its writer doesn't want to send it any more, or the
    /// server has it.
    pub fn discard(&self, key: &str) {
        let photos = self.letters.with_untracked(|letters| {
            letters
                .iter()
                .find(|letter| letter.key == key)
                .map(|letter| letter.draft.photos().to_vec())
        });
        photos
            .into_iter()
            .flatten()
            .for_each(|photo| self.uploads.remove(&photo.key));
        self.forget(key);
    }

    /// Moves a moment back into the composer's drafts. Returns whether its audience differs from
    /// that of the moment begun there: the audience must then be chosen again.
    pub fn edit(&self, key: &str) -> bool {
        let find = |letters: &Vec<Letter>| letters.iter().find(|letter| letter.key == key).cloned();
        if let (Some(Letter { draft, .. }), Some(me)) =
            (self.letters.with_untracked(find), self.session.me())
        {
            let are_for_others = put_back(me.person.id, draft);
            self.forget(key);
            return are_for_others;
        }
        false
    }

    /// Deletes a letter here, but not its photos.
    fn forget(&self, key: &str) {
        storage::keep(&self.name(key), None);
        self.letters
            .update(|letters| letters.retain(|letter| letter.key != key));
    }

    fn set(&self, key: &str, sending: Sending) {
        self.letters.update(|letters| {
            if let Some(letter) = letters.iter_mut().find(|letter| letter.key == key) {
                letter.sending = sending;
                if matches!(letter.sending, Sending::Waiting | Sending::Refused(_)) {
                    storage::keep_value(&self.name(key), letter);
                }
            }
        });
    }

    /// Sends the waiting letters with `send_letters`, unless that is running already.
    fn work(&self) {
        if self.is_working.get_value() || self.session.me().is_none() || !self.has_letters() {
            return;
        }
        self.is_working.set_value(true);
        let outbox = *self;
        spawn(async move {
            if (outbox.send_letters)(&outbox).await.is_err() {
                outbox.work_later();
            }
            outbox.is_working.set_value(false);
        });
    }

    /// Whether a letter waits, in memory or stored before the page was loaded.
    fn has_letters(&self) -> bool {
        self.letters
            .with_untracked(|letters| next_to_send(letters).is_some())
            || !storage::names(&self.name("")).is_empty()
    }

    /// Tries again in a while.
    fn work_later(&self) {
        self.failures.update_value(|failures| *failures += 1);
        let wait_ms = wait_ms(self.failures.get_value(), js_sys::Math::random());
        let outbox = *self;
        set_timeout(move || outbox.work(), Duration::from_millis(wait_ms.into()));
    }
}

/// The function that sends the waiting letters. It fails only if its code can't be loaded.
pub type SendLetters = fn(&Outbox) -> Pin<Box<dyn Future<Output = Result<(), ApiError>>>>;

/// The oldest letter that the server hasn't refused: a refused one doesn't hold up the others.
fn next_to_send(letters: &[Letter]) -> Option<&Letter> {
    letters
        .iter()
        .find(|letter| !matches!(letter.sending, Sending::Refused(_)))
}

/// How many milliseconds to wait after this many failures: doubled each time, up to a minute, then
/// a random value between half and all of that. So a server that comes back doesn't get all
/// requests at once.
fn wait_ms(failures: u32, random: f64) -> u32 {
    let longest = FIRST_WAIT_MS
        .saturating_mul(1 << failures.saturating_sub(1).min(16))
        .min(LONGEST_WAIT_MS);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between half and all of a u32"
    )]
    let wait = (f64::from(longest) * (0.5 + random / 2.0)) as u32;
    wait
}

#[cfg(test)]
mod tests {
    use life_circle_wire::{ErrorCode, MomentId};

    use super::*;

    fn letter(key: &str, sending: Sending) -> Letter {
        Letter {
            written_at: 0.0,
            key: key.to_owned(),
            draft: Draft::Comment {
                moment: MomentId(1),
                text: String::new(),
                reply_to: None,
            },
            sending,
        }
    }

    #[test]
    fn the_oldest_goes_first_and_a_refused_one_does_not_hold_up_the_others() {
        let refused = Sending::Refused(ApiError::Refused {
            code: ErrorCode::TextTooLong,
            field: None,
        });
        let letters = [
            letter("a", refused),
            letter("b", Sending::TryingAgain),
            letter("c", Sending::Waiting),
        ];
        assert_eq!(
            next_to_send(&letters).map(|letter| letter.key.as_str()),
            Some("b")
        );
        assert_eq!(next_to_send(&letters[..1]), None);
    }

    #[test]
    fn waits_grow_to_a_minute() {
        let waits: Vec<u32> = [1, 2, 3, 4, 100]
            .iter()
            .map(|&failures| wait_ms(failures, 1.0))
            .collect();
        assert_eq!(waits, [1000, 2000, 4000, 8000, 60_000]);
        assert_eq!(wait_ms(1, 0.0), 500);
    }
}
