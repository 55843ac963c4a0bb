//! A list that is read page by page. It is kept while the page is open, so that Back finds it as it
//! was.

mod paged_list;
mod pager_end;

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use leptos::prelude::*;
use life_circle_wire::Cursor;
pub use paged_list::{PagedList, Pages};
pub use pager_end::PagerEnd;

use super::api::ApiError;
use crate::reactive::{effect, spawn_local};

/// The state of a list that is read page by page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListState {
    /// A page is being read.
    Loading,
    /// There are more pages.
    More,
    /// The last page has been read.
    End,
    /// A page couldn't be read.
    Failed(ApiError),
}

/// A page of a list and where the next one begins.
pub type Page<T> = (Vec<T>, Option<Cursor>);

type Read<T> =
    Rc<dyn Fn(Option<Cursor>) -> Pin<Box<dyn Future<Output = Result<Page<T>, ApiError>>>>>;

/// A list that is read page by page.
pub struct Pager<T: 'static> {
    /// What has been read.
    pub items: RwSignal<Vec<T>>,
    /// How far it is read.
    pub state: RwSignal<ListState>,
    next: StoredValue<Option<Cursor>>,
    /// The cursor of the page that was asked for last. If that failed, the same page is asked for
    /// again.
    asked: StoredValue<Option<Cursor>>,
    /// Counts the readings from the start: an answer to an earlier one is out of date.
    round: StoredValue<u32>,
    /// Whether items in the middle may be missing, or shouldn't be there any more.
    is_doubted: StoredValue<bool>,
    /// The items that have come so far, while a doubted list is read again from the start.
    coming: StoredValue<Option<Vec<T>>>,
    read: StoredValue<Read<T>, LocalStorage>,
}

impl<T> Clone for Pager<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Pager<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Pager<T> {
    /// A list that hasn't been read yet.
    pub fn new<F>(read: impl Fn(Option<Cursor>) -> F + 'static) -> Self
    where
        F: Future<Output = Result<Page<T>, ApiError>> + 'static,
    {
        let read: Read<T> = Rc::new(move |cursor| Box::pin(read(cursor)));
        Self {
            items: RwSignal::new(Vec::new()),
            state: RwSignal::new(ListState::More),
            next: StoredValue::new(None),
            asked: StoredValue::new(None),
            round: StoredValue::new(0),
            is_doubted: StoredValue::new(false),
            coming: StoredValue::new(None),
            read: StoredValue::new_local(read),
        }
    }

    /// Whether nothing was read yet.
    pub fn is_fresh(&self) -> bool {
        self.round.get_value() == 0
    }

    /// Whether a screen must read the list again when it is opened again.
    pub fn is_out_of_date(&self) -> bool {
        self.is_fresh() || self.is_doubted.get_value()
    }

    /// Reads the first page again. The old items stay until it has come. Items after the new first
    /// page stay, if the two join. A doubted list is read again as far as it was.
    pub fn refresh(&self) {
        self.round.update_value(|round| *round += 1);
        self.coming
            .set_value(self.is_doubted.get_value().then(Vec::new));
        self.fetch(None);
    }

    /// Marks the list as possibly out of date in the middle. The items stay until the list is next
    /// read from the start, which then reads as far as it was read before.
    pub fn doubt(&self) {
        self.is_doubted.set_value(true);
        // The answer that is on its way may be from before the change.
        if self.state.get_untracked() == ListState::Loading {
            self.refresh();
        }
    }

    /// Reads the list again from the start, as far as it was read.
    pub fn reload(&self) {
        self.is_doubted.set_value(true);
        self.refresh();
    }

    /// Puts a new item at the start, unless the list has it already. If a read from the start is on
    /// its way, it begins again: its answer may not have the item.
    pub fn add_first(&self, item: T) {
        if self.items.with_untracked(|items| !items.contains(&item)) {
            self.items.update(|items| items.insert(0, item));
            let is_from_start =
                self.asked.get_value().is_none() || self.coming.with_value(Option::is_some);
            if self.state.get_untracked() == ListState::Loading && is_from_start {
                self.refresh();
            }
        }
    }

    /// Reads the next page, unless one is on its way or there is none; after a failure, the page
    /// that failed.
    pub fn load_more(&self) {
        match self.state.get_untracked() {
            ListState::Loading | ListState::End => {}
            _ if self.is_fresh() => self.refresh(),
            ListState::More => self.fetch(self.next.get_value()),
            ListState::Failed(_) => self.fetch(self.asked.get_value()),
        }
    }

    /// Reads page after page to the end, as long as that is wanted.
    pub fn read_all(self, is_wanted: impl Fn() -> bool + 'static) {
        effect(move || {
            if is_wanted() && self.state.get() == ListState::More {
                self.load_more();
            }
        });
    }

    fn fetch(&self, cursor: Option<Cursor>) {
        let pager = *self;
        let round = self.round.get_value();
        let is_first = cursor.is_none();
        pager.state.set(ListState::Loading);
        pager.asked.set_value(cursor.clone());
        let page = self.read.with_value(|read| read(cursor));
        spawn_local(async move {
            let outcome = page.await;
            // The list may be gone with its screen by now.
            if pager.round.try_get_value() != Some(round) {
                return;
            }
            match outcome {
                Ok((items, next)) => pager.take(items, next, is_first),
                Err(error) => {
                    pager.state.set(ListState::Failed(error));
                }
            }
        });
    }

    fn take(&self, items: Vec<T>, next: Option<Cursor>, is_first: bool) {
        if let Some(coming) = self.coming.try_update_value(Option::take).flatten() {
            self.take_coming(coming.into_iter().chain(items).collect(), next);
            return;
        }
        let is_empty_page = items.is_empty();
        let known_tail = if is_first {
            self.items.with_untracked(|known| tail_after(known, &items))
        } else {
            Vec::new()
        };
        let keeps_tail = !known_tail.is_empty();
        if is_first {
            self.items
                .set(items.into_iter().chain(known_tail).collect());
        } else if !is_empty_page {
            // The page may begin with items that were added here meanwhile.
            self.items.update(|all| {
                let new: Vec<T> = items
                    .into_iter()
                    .filter(|item| !all.contains(item))
                    .collect();
                all.extend(new);
            });
        }
        if !keeps_tail {
            self.next.set_value(next);
        }
        self.finish();
        // A page may have no visible items and still not be the last one.
        if is_empty_page && self.state.get_untracked() == ListState::More {
            self.load_more();
        }
    }

    /// Replaces the old items by the new ones as soon as these are as many, or complete. Until
    /// then, reads on.
    fn take_coming(&self, coming: Vec<T>, next: Option<Cursor>) {
        if next.is_some() && coming.len() < self.items.with_untracked(Vec::len) {
            self.coming.set_value(Some(coming));
            self.fetch(next);
            return;
        }
        self.is_doubted.set_value(false);
        self.items.set(coming);
        self.next.set_value(next);
        self.finish();
    }

    fn finish(&self) {
        let is_end = self.next.with_value(Option::is_none);
        self.state.set(if is_end {
            ListState::End
        } else {
            ListState::More
        });
    }
}

/// The items of `known` after the last item of `page`. Empty if `known` doesn't have that item.
fn tail_after<T: Clone + PartialEq>(known: &[T], page: &[T]) -> Vec<T> {
    let last = page
        .last()
        .and_then(|last| known.iter().position(|item| item == last));
    last.map_or_else(Vec::new, |index| known[index + 1..].to_vec())
}

#[cfg(test)]
mod tests {
    use super::tail_after;

    #[test]
    fn a_list_that_was_read_far_keeps_what_follows_its_new_first_page() {
        assert_eq!(tail_after(&[5, 4, 3, 2, 1], &[6, 5, 4]), [3, 2, 1]);
        assert!(
            tail_after(&[3, 2, 1], &[9, 8, 7]).is_empty(),
            "so much is new that the two don't meet"
        );
        assert!(tail_after(&[3, 2, 1], &[]).is_empty());
    }
}
