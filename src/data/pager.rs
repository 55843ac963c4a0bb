//! A list that is read page by page. It is kept while the page is open, so that Back finds it as it
//! was.

mod paged_list;
mod pager_end;
mod reader;

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use leptos::prelude::*;
use life_circle_wire::{Cursor, Timestamp};
pub use paged_list::{PagedList, Pages};
pub use pager_end::PagerEnd;
pub use reader::ListState;
use reader::{Place, Read, Reader, Take};

use super::api::connection::BACK;
use super::api::{ApiError, Source};
use crate::reactive::{derive, effect, on_window_event};

/// A page of a list and where the next one begins.
pub type Page<T> = (Vec<T>, Option<Cursor>);

type ReadingPage<T> = Pin<Box<dyn Future<Output = Result<Page<T>, ApiError>>>>;
type ReadPage<T> = Rc<dyn Fn(Option<Cursor>, Source) -> ReadingPage<T>>;

/// A list that is read page by page.
pub struct Pager<T: 'static> {
    /// What has been read.
    pub items: RwSignal<Vec<T>>,
    /// How far it is read.
    pub state: RwSignal<ListState>,
    /// How old the list is, if the server couldn't be asked: it is as this browser has kept it.
    pub as_of: RwSignal<Option<Timestamp>>,
    /// Whether items in the middle may be missing, or shouldn't be there any more.
    is_doubted: StoredValue<bool>,
    /// The items that have come so far, while a doubted list is read again from the start.
    coming: StoredValue<Vec<T>>,
    reader: Reader,
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
        Self::made(Rc::new(move |cursor, _| Box::pin(read(cursor))), false)
    }

    /// A list that this browser keeps: it shows what is kept until the server answers, and as long
    /// as there is no connection.
    pub fn kept<F>(read: impl Fn(Option<Cursor>, Source) -> F + 'static) -> Self
    where
        F: Future<Output = Result<Page<T>, ApiError>> + 'static,
    {
        let read = move |cursor, source| -> ReadingPage<T> { Box::pin(read(cursor, source)) };
        Self::made(Rc::new(read), true)
    }

    fn made(read: ReadPage<T>, is_kept: bool) -> Self {
        let items = RwSignal::new(Vec::new());
        let pager = StoredValue::new(None::<Self>);
        let read: Read = Rc::new(move |cursor, source| {
            let page = read(cursor, source);
            Box::pin(async move {
                let page = page.await?;
                let take: Take = Box::new(move |place| {
                    if let Some(pager) = pager.try_get_value().flatten() {
                        pager.take(page, place);
                    }
                });
                Ok(take)
            })
        });
        let reader = Reader::new(read, is_kept, derive(move || items.with(Vec::is_empty)));
        let made = Self {
            items,
            state: reader.state,
            as_of: reader.as_of,
            is_doubted: StoredValue::new(false),
            coming: StoredValue::new(Vec::new()),
            reader,
        };
        pager.set_value(Some(made));
        if is_kept {
            on_window_event(BACK, move || {
                if made.as_of.with_untracked(Option::is_some) {
                    made.reload();
                }
            });
        }
        made
    }

    /// Whether nothing was read yet.
    pub fn is_fresh(&self) -> bool {
        self.reader.round.get_value() == 0
    }

    /// Whether a screen must read the list again when it is opened again.
    pub fn is_out_of_date(&self) -> bool {
        self.is_fresh() || self.is_doubted.get_value() || self.as_of.with_untracked(Option::is_some)
    }

    /// Reads the first page again. The old items stay until it has come. Items after the new first
    /// page stay, if the two join. A doubted list is read again as far as it was.
    pub fn refresh(&self) {
        if self.reader.is_kept && self.is_fresh() {
            self.reader.show_kept();
        }
        self.reader.round.update_value(|round| *round += 1);
        self.reader.is_coming.set_value(self.is_doubted.get_value());
        self.coming.set_value(Vec::new());
        self.reader.fetch(None);
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
                self.reader.asked.get_value().is_none() || self.reader.is_coming.get_value();
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
            ListState::More => self.reader.fetch(self.reader.next.get_value()),
            ListState::Failed(_) => self.reader.fetch(self.reader.asked.get_value()),
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

    fn take(&self, (items, next): Page<T>, place: Place) {
        if place == Place::Meanwhile {
            self.items.set(items);
            self.reader.next.set_value(next);
            return;
        }
        if self.reader.is_coming.get_value() {
            self.coming.update_value(|coming| coming.extend(items));
            self.take_coming(next);
            return;
        }
        let is_first = place == Place::First;
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
            self.reader.next.set_value(next);
        }
        self.reader.finish();
        // A page may have no visible items and still not be the last one.
        if is_empty_page && self.state.get_untracked() == ListState::More {
            self.load_more();
        }
    }

    /// Replaces the old items by the new ones as soon as these are as many, or complete. Until
    /// then, reads on.
    fn take_coming(&self, next: Option<Cursor>) {
        let known = self.items.with_untracked(Vec::len);
        if next.is_some() && self.coming.with_value(Vec::len) < known {
            self.reader.fetch(next);
            return;
        }
        self.is_doubted.set_value(false);
        self.reader.is_coming.set_value(false);
        let coming = self.coming.try_update_value(std::mem::take);
        self.items.set(coming.unwrap_or_default());
        self.reader.next.set_value(next);
        self.reader.finish();
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
