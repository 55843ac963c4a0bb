//! The whole list of comments under a moment that is open, and deleting one.

use leptos::prelude::*;
use life_circle_wire::comments::{Comment, DeleteComment, ListComments};
use life_circle_wire::{MomentId, Nothing, PageQuery};

use crate::data::api::{Api, use_api};
use crate::data::by_id::ById;
use crate::data::pager::Pager;
use crate::data::toasts::{Toasts, use_toasts};
use crate::moments::store::{Moments, use_moments};
use crate::reactive::spawn_local;

/// The lists of comments that were opened.
#[derive(Clone, Copy)]
pub struct Threads {
    by_moment: StoredValue<ById<MomentId, Pager<Comment>>>,
    owner: StoredValue<Owner>,
    api: Api,
    moments: Moments,
    toasts: Toasts,
}

/// Makes the lists available.
pub fn provide_threads() {
    provide_context(Threads {
        by_moment: StoredValue::new(ById::new()),
        owner: StoredValue::new(Owner::current().expect("threads are provided within the app")),
        api: use_api(),
        moments: use_moments(),
        toasts: use_toasts(),
    });
}

/// The [`Threads`] from the context.
pub fn use_threads() -> Threads {
    expect_context()
}

impl Threads {
    /// The list of a moment's comments, the newest first; each further page has older ones.
    pub fn of(&self, id: MomentId) -> Pager<Comment> {
        if let Some(thread) = self.by_moment.with_value(|threads| threads.get(&id)) {
            return thread;
        }
        let api = self.api;
        let thread = self.owner.get_value().with(|| {
            Pager::kept(move |cursor, source| async move {
                let page = api
                    .read_from::<ListComments>(source, &id, &PageQuery::at(cursor))
                    .await?;
                Ok((page.items.into_iter().rev().collect(), page.next))
            })
        });
        self.by_moment.update_value(|threads| {
            threads.insert(id, thread);
        });
        thread
    }

    /// Reads the comments under a moment again, if they were opened.
    pub fn refresh_open(&self, id: MomentId) {
        if let Some(thread) = self.by_moment.with_value(|threads| threads.get(&id)) {
            thread.refresh();
        }
    }

    /// Shows a new comment wherever its moment is shown.
    pub fn add(&self, comment: &Comment) {
        self.moments.add_comment(comment);
        if let Some(thread) = self
            .by_moment
            .with_value(|threads| threads.get(&comment.moment_id))
        {
            thread.add_first(comment.clone());
        }
    }

    /// Deletes a comment of mine, or one under a moment of mine.
    pub fn delete(&self, comment: Comment) {
        let threads = *self;
        spawn_local(async move {
            let outcome = threads
                .api
                .write::<DeleteComment>(&comment.id, &Nothing {}, None)
                .await;
            if let Err(error) = outcome {
                return threads
                    .toasts
                    .fail_at(error, |language| language.text().common.delete_failed);
            }
            threads.moments.remove_comment(&comment);
            if let Some(thread) = threads
                .by_moment
                .with_value(|all| all.get(&comment.moment_id))
            {
                thread
                    .items
                    .update(|comments| comments.retain(|other| other.id != comment.id));
            }
            threads
                .toasts
                .say(|language| language.text().moments.comment_deleted);
        });
    }
}
