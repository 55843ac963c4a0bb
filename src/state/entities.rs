//! Every moment once: whatever shows it shows the same, so a like changes everywhere at once.

use leptos::prelude::*;
use life_circle_wire::MomentId;
use life_circle_wire::comments::Comment;
use life_circle_wire::moments::{Likes, Moment};

use super::by_id::ById;
use super::likes::LikeQueue;

/// A moment and what is wished of it.
#[derive(Clone)]
pub struct MomentEntity {
    /// As it is shown.
    pub moment: ArcRwSignal<Moment>,
    /// Whether it was deleted here, so that lists leave it out.
    pub is_deleted: ArcRwSignal<bool>,
    /// Its like, on the way to the server.
    pub like: ArcStoredValue<LikeQueue>,
}

/// All moments that the page has seen.
#[derive(Clone, Copy)]
pub struct Entities {
    moments: StoredValue<ById<MomentId, MomentEntity>>,
}

/// Makes the moments available.
pub fn provide_entities() {
    provide_context(Entities { moments: StoredValue::new(ById::new()) });
}

/// The moments.
pub fn use_entities() -> Entities {
    expect_context()
}

impl Entities {
    /// Takes a moment as the server gave it, and gives its id.
    pub fn put(&self, mut moment: Moment) -> MomentId {
        let id = moment.id;
        let Some(entity) = self.get(id) else {
            let like = ArcStoredValue::new(LikeQueue::new(&moment.likes));
            let entity = MomentEntity { moment: ArcRwSignal::new(moment), is_deleted: ArcRwSignal::new(false), like };
            self.moments.update_value(|moments| moments.insert(id, entity));
            return id;
        };
        entity.like.update_value(|like| like.learn(moment.likes.clone()));
        moment.likes = entity.like.with_value(|like| like.shown().clone());
        // What is as it was isn't drawn again.
        if entity.moment.with_untracked(|before| *before != moment) {
            entity.moment.set(moment);
        }
        id
    }

    /// A moment that was put here.
    pub fn get(&self, id: MomentId) -> Option<MomentEntity> {
        self.moments.with_value(|moments| moments.get(&id))
    }

    /// Shows other likes.
    pub fn set_likes(&self, id: MomentId, likes: Likes) {
        if let Some(entity) = self.get(id) {
            entity.moment.update(|moment| moment.likes = likes);
        }
    }

    /// Shows a new comment under its moment.
    pub fn add_comment(&self, comment: &Comment) {
        if let Some(entity) = self.get(comment.moment_id) {
            entity.moment.update(|moment| {
                moment.comments.count += 1;
                moment.comments.newest.push(comment.clone());
            });
        }
    }

    /// Takes a comment from under its moment.
    pub fn remove_comment(&self, comment: &Comment) {
        if let Some(entity) = self.get(comment.moment_id) {
            entity.moment.update(|moment| {
                moment.comments.count = moment.comments.count.saturating_sub(1);
                moment.comments.newest.retain(|other| other.id != comment.id);
            });
        }
    }
}
