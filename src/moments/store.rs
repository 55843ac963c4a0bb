//! Every moment once: all places that show a moment share it, so a like changes everywhere at once.

mod like_queue;

use leptos::prelude::*;
use life_circle_wire::MomentId;
use life_circle_wire::comments::Comment;
use life_circle_wire::moments::{Likes, Moment};

pub use like_queue::LikeQueue;

use crate::data::api::kept;
use crate::data::api::stamp::Stamp;
use crate::data::by_id::ById;
use crate::data::session::{Session, use_session};
use crate::reactive::derive;

/// A moment, and the reader's like of it.
#[derive(Clone)]
pub struct KnownMoment {
    /// The moment as it is shown.
    pub moment: ArcRwSignal<Moment>,
    /// The moment's text, in a signal of its own: its author may change it while it is being read.
    pub text: ArcRwSignal<String>,
    /// Whether the moment is deleted, or hidden from me, as far as the page knows. Lists leave it
    /// out.
    pub is_deleted: ArcRwSignal<bool>,
    /// My like, and its way to the server.
    pub like: ArcStoredValue<LikeQueue>,
    /// The height of its card in a list, in pixels, and the width of the window for which that
    /// holds.
    pub height: ArcStoredValue<Option<(f64, i32)>>,
    /// When the server last confirmed a change of the moment. An answer that was asked for before
    /// that is dropped.
    changed: ArcStoredValue<Stamp>,
}

/// All moments that the page has seen.
#[derive(Clone, Copy)]
pub struct Moments {
    known: StoredValue<ById<MomentId, KnownMoment>>,
    now: StoredValue<Stamp>,
    session: Session,
}

/// Makes the moments available.
pub fn provide_moments() {
    provide_context(Moments {
        known: StoredValue::new(ById::new()),
        now: StoredValue::new(Stamp::default()),
        session: use_session(),
    });
}

/// The [`Moments`] from the context.
pub fn use_moments() -> Moments {
    expect_context()
}

impl Moments {
    /// Call it before a read begins, and pass the result to [`Self::take`]. A change that is
    /// confirmed meanwhile then isn't undone by the older answer.
    pub fn stamp(&self) -> Stamp {
        self.now.get_value()
    }

    /// Stores a moment that was read, and returns its id. Drops it if the moment has changed since
    /// `asked_at`.
    pub fn take(&self, mut moment: Moment, asked_at: Stamp) -> MomentId {
        let id = moment.id;
        let Some(known) = self.get(id) else {
            let like = ArcStoredValue::new(LikeQueue::new(&moment.likes));
            let text = ArcRwSignal::new(moment.text.clone());
            let moment = ArcRwSignal::new(moment);
            // What was kept may have what is gone since.
            let is_gone = asked_at == Stamp::BEFORE && self.is_gone(id);
            let is_deleted = ArcRwSignal::new(is_gone);
            let known = KnownMoment {
                moment,
                text,
                is_deleted,
                like,
                height: ArcStoredValue::new(None),
                changed: ArcStoredValue::default(),
            };
            self.known.update_value(|all| all.insert(id, known));
            return id;
        };
        if known.changed.get_value() > asked_at {
            return id;
        }
        // What was hidden from me may be shown again.
        self.set_deleted(id, false);
        known
            .like
            .update_value(|like| like.learn(moment.likes.clone()));
        moment.likes = known.like.with_value(|like| like.shown().clone());
        // Set a signal only if its value has changed, so that nothing is drawn again without need.
        if known.text.with_untracked(|before| *before != moment.text) {
            known.text.set(moment.text.clone());
        }
        if known.moment.with_untracked(|before| *before != moment) {
            known.moment.set(moment);
        }
        id
    }

    /// Stores a moment that I have just posted or edited, and returns its id.
    pub fn put_changed(&self, moment: Moment) -> MomentId {
        let id = self.take(moment, self.stamp());
        self.note_change(id);
        id
    }

    /// Notes that the server has confirmed a change of a moment: answers that were asked for before
    /// are out of date.
    pub fn note_change(&self, id: MomentId) {
        self.now.update_value(|now| *now = now.next());
        if let Some(known) = self.get(id) {
            known.changed.set_value(self.stamp());
        }
    }

    /// The moment with this id, if the page has it.
    pub fn get(&self, id: MomentId) -> Option<KnownMoment> {
        self.known.with_value(|known| known.get(&id))
    }

    /// The moments that the page has, except deleted ones, that pass a test.
    pub fn filter(&self, is_wanted: impl Fn(&Moment) -> bool) -> Vec<MomentId> {
        let is_shown = |known: &&KnownMoment| !known.is_deleted.get_untracked();
        let id = |known: &KnownMoment| {
            known
                .moment
                .with_untracked(|moment| is_wanted(moment).then_some(moment.id))
        };
        self.known
            .with_value(|all| all.values().filter(is_shown).filter_map(id).collect())
    }

    /// Whether I am the author of this moment. `false` if the page doesn't have the moment.
    pub fn is_mine(&self, id: MomentId) -> bool {
        self.get(id).is_some_and(|known| {
            let author = known.moment.with_untracked(|moment| moment.author.id);
            self.session.is_me(author)
        })
    }

    /// Whether I can like the moment and comment on it. A stranger's moment that is open to me can
    /// only be read until we are friends.
    pub fn may_react(&self, id: MomentId) -> Signal<bool> {
        let is_of_stranger = self.follow(id, |moment| moment.is_of_stranger);
        derive(move || !is_of_stranger.get())
    }

    /// Follows something about a moment. The default value if the page doesn't have the moment.
    pub fn follow<T: Default + Send + Sync + 'static>(
        &self,
        id: MomentId,
        pick: fn(&Moment) -> T,
    ) -> Signal<T> {
        let moment = self.get(id).map(|known| known.moment);
        derive(move || {
            moment
                .as_ref()
                .map(|moment| moment.with(pick))
                .unwrap_or_default()
        })
    }

    fn is_gone(&self, id: MomentId) -> bool {
        let me = self.session.me();
        me.is_some_and(|me| kept::gone(me.person.id).contains(&id.to_string()))
    }

    /// Leaves a moment out of all lists, or shows it again; also when it is read from what this
    /// browser keeps.
    pub fn set_deleted(&self, id: MomentId, is_deleted: bool) {
        if let Some(me) = self
            .session
            .me()
            .filter(|_| is_deleted || self.is_deleted(id))
        {
            kept::note_gone(me.person.id, &id.to_string(), is_deleted);
        }
        if let Some(known) = self.get(id)
            && known.is_deleted.get_untracked() != is_deleted
        {
            known.is_deleted.set(is_deleted);
        }
    }

    fn is_deleted(&self, id: MomentId) -> bool {
        self.get(id)
            .is_some_and(|known| known.is_deleted.get_untracked())
    }

    /// Notes that a moment is muted, or isn't any more.
    pub fn set_muted(&self, id: MomentId, is_muted: bool) {
        self.note_change(id);
        if let Some(known) = self.get(id) {
            known.moment.update(|moment| moment.is_muted = is_muted);
        }
    }

    /// Shows other likes.
    pub fn set_likes(&self, id: MomentId, likes: Likes) {
        if let Some(known) = self.get(id) {
            known.moment.update(|moment| moment.likes = likes);
        }
    }

    /// Shows a new comment under its moment, unless what was read since has it already.
    pub fn add_comment(&self, comment: &Comment) {
        self.note_change(comment.moment_id);
        if let Some(known) = self.get(comment.moment_id) {
            let is_there = |moment: &Moment| {
                moment
                    .comments
                    .newest
                    .iter()
                    .any(|other| other.id == comment.id)
            };
            if !known.moment.with_untracked(is_there) {
                known.moment.update(|moment| {
                    moment.comments.count += 1;
                    moment.comments.newest.push(comment.clone());
                });
            }
        }
    }

    /// Removes a comment from its moment.
    pub fn remove_comment(&self, comment: &Comment) {
        self.note_change(comment.moment_id);
        if let Some(known) = self.get(comment.moment_id) {
            known.moment.update(|moment| {
                moment.comments.count = moment.comments.count.saturating_sub(1);
                moment
                    .comments
                    .newest
                    .retain(|other| other.id != comment.id);
            });
        }
    }
}
