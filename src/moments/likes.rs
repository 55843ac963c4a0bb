//! Liking moments: shown at once, sent one at a time, taken back when the server refuses.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use leptos::prelude::*;
use life_circle_wire::moments::{Likes, ReadMoment, SetLike, SetLikeRequest};
use life_circle_wire::person::Person;
use life_circle_wire::{ErrorCode, MomentId, NoQuery};

use super::store::{LikeQueue, Moments, use_moments};
use crate::data::action::wish::Settled;
use crate::data::api::backoff::Backoff;
use crate::data::api::{Api, ApiError, use_api};
use crate::data::session::{Session, use_session};
use crate::data::toasts::{Toasts, use_toasts};
use crate::outbox::{Outbox, use_outbox};
use crate::reactive::{sleep, spawn_local};

/// How long to wait before a like is sent again that didn't come through.
const AGAIN: Backoff = Backoff {
    first_ms: 2000,
    longest_ms: 30_000,
};

/// How long a like waits before it is sent: the browser shows the heart first. It is kept already.
const SHOWN_FIRST: Duration = Duration::from_millis(50);

/// When likes are sent that the page of before couldn't send: the first screen comes before them.
const RESUMED_AFTER: Duration = Duration::from_secs(1);

/// How often to look whether a like's turn has come.
const TURN: Duration = Duration::from_millis(250);

thread_local! {
    /// The moments of which a like is being brought to the server.
    static UNDER_WAY: RefCell<Vec<MomentId>> = const { RefCell::new(Vec::new()) };
    /// Whether the reader was told that likes wait. Once is enough until one gets through.
    static WAITING_WAS_SAID: Cell<bool> = const { Cell::new(false) };
}

/// The services that liking needs.
#[derive(Clone, Copy)]
pub struct Liking {
    api: Api,
    moments: Moments,
    session: Session,
    toasts: Toasts,
    outbox: Outbox,
}

/// A [`Liking`] from the contexts.
pub fn use_liking() -> Liking {
    Liking {
        api: use_api(),
        moments: use_moments(),
        session: use_session(),
        toasts: use_toasts(),
        outbox: use_outbox(),
    }
}

impl Liking {
    /// Likes a moment, or takes the like back.
    pub fn toggle(&self, id: MomentId) {
        if let Some(known) = self.moments.get(id) {
            self.set(id, !known.like.with_value(LikeQueue::is_liked));
        }
    }

    /// Sends the likes that were kept before the page was loaded: it was closed without a
    /// connection.
    pub fn resume_soon(&self) {
        let liking = *self;
        set_timeout(move || liking.resume(), RESUMED_AFTER);
    }

    fn resume(&self) {
        for (id, liked) in self.outbox.kept_likes() {
            if self.set(id, liked) {
                continue;
            }
            // No list has the moment, or the list as it was kept has this like: the server may not.
            let liking = *self;
            spawn_local(async move {
                let mut outcome = liking.bring(id, liked).await;
                while outcome.is_ok() && liking.outbox.kept_like(id).is_some() {
                    outcome = liking.bring(id, liked).await;
                }
                liking.moments.note_change(id);
                if let (Ok(likes), Some(known)) = (outcome, liking.moments.get(id)) {
                    known.like.update_value(|queue| queue.learn(likes));
                    liking.show(id);
                }
            });
        }
    }

    /// Shows and sends that I like a moment, or no longer like it. Returns whether it is being
    /// sent.
    fn set(&self, id: MomentId, liked: bool) -> bool {
        let (Some(known), Some(me)) = (self.moments.get(id), self.session.me()) else {
            return false;
        };
        let mut to_send = None;
        known
            .like
            .update_value(|queue| to_send = queue.set_liked(liked, &me.person));
        self.show(id);
        self.outbox.keep_like(id, liked);
        if let Some(liked) = to_send {
            self.send(id, liked, me.person);
        }
        to_send.is_some()
    }

    fn show(&self, id: MomentId) {
        if let Some(known) = self.moments.get(id) {
            self.moments
                .set_likes(id, known.like.with_value(|queue| queue.shown().clone()));
        }
    }

    fn send(&self, id: MomentId, liked: bool, me: Person) {
        let liking = *self;
        spawn_local(async move {
            sleep(SHOWN_FIRST).await;
            let mut next = Some(liked);
            while let Some(liked) = next.take() {
                let outcome = liking.bring(id, liked).await;
                liking.moments.note_change(id);
                let Some(known) = liking.moments.get(id) else {
                    return;
                };
                let mut settled = Settled::Done;
                known.like.update_value(|queue| {
                    settled = queue.settle(outcome.as_ref().ok().cloned(), &me);
                });
                liking.show(id);
                if let Settled::Send(liked) = settled {
                    next = Some(liked);
                    continue;
                }
                if settled == Settled::RolledBack {
                    liking.tell(outcome.err());
                }
            }
        });
    }

    /// Brings a like to the server, or takes it back there. It goes on trying as long as the page
    /// is open: the server may have it though its answer was lost. The newest wish is brought, of
    /// whatever tab. Without a session the wish waits for the next one.
    ///
    /// One at a time for each moment: a request that is repeated late must not undo a newer one.
    async fn bring(&self, id: MomentId, liked: bool) -> Result<Likes, ApiError> {
        let was_kept = self.outbox.kept_like(id).is_some();
        while UNDER_WAY.with_borrow(|all| all.contains(&id)) {
            sleep(TURN).await;
        }
        UNDER_WAY.with_borrow_mut(|all| all.push(id));
        let outcome = self.bring_newest(id, liked, was_kept).await;
        UNDER_WAY.with_borrow_mut(|all| all.retain(|other| *other != id));
        outcome
    }

    async fn bring_newest(
        &self,
        id: MomentId,
        mut liked: bool,
        was_kept: bool,
    ) -> Result<Likes, ApiError> {
        let mut failures = 0;
        loop {
            let kept = self.outbox.kept_like(id);
            liked = kept.unwrap_or(liked);
            let outcome = if was_kept && kept.is_none() {
                // Another tab has brought the newest wish, or another task of this one.
                let moment = self.api.read::<ReadMoment>(&id, &NoQuery {}).await;
                moment.map(|moment| moment.likes)
            } else {
                let request = SetLikeRequest { liked };
                self.api.write::<SetLike>(&id, &request, None).await
            };
            let waits =
                |error: &ApiError| error.is_passing() && error.code() != Some(ErrorCode::Internal);
            if outcome.as_ref().is_err_and(waits) {
                if failures == 0 && !WAITING_WAS_SAID.replace(true) {
                    self.toasts
                        .say(|language| language.text().moments.like_waits);
                }
                failures += 1;
                sleep(AGAIN.wait(failures)).await;
                continue;
            }
            WAITING_WAS_SAID.set(false);
            let is_newest = self.outbox.kept_like(id) == Some(liked);
            if is_newest && outcome != Err(ApiError::SignedOut) {
                self.outbox.forget_like(id);
            }
            return outcome;
        }
    }

    /// Says why the like was taken back.
    fn tell(&self, error: Option<ApiError>) {
        if let Some(error) = error {
            self.toasts
                .fail_at(error, |language| language.text().moments.like_failed);
        }
    }
}
