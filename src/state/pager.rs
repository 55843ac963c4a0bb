//! A list that is read page by page, and kept while the page is open so that Back finds it as it was.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use leptos::prelude::*;
use life_circle_wire::Cursor;

use super::session::Session;
use crate::api::{ApiError, ListState};
use crate::erased::spawn;

/// A page of a list and where the next one begins.
pub type Page<T> = (Vec<T>, Option<Cursor>);

type Read<T> = Rc<dyn Fn(Option<Cursor>) -> Pin<Box<dyn Future<Output = Result<Page<T>, ApiError>>>>>;

/// A list that is read page by page.
pub struct Pager<T: 'static> {
    /// What has been read.
    pub items: RwSignal<Vec<T>>,
    /// How far it is read.
    pub state: RwSignal<ListState>,
    next: StoredValue<Option<Cursor>>,
    /// Counts the readings from the start: an answer to an earlier one is out of date.
    round: StoredValue<u32>,
    read: StoredValue<Read<T>, LocalStorage>,
    session: Session,
}

impl<T> Clone for Pager<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Pager<T> {}

impl<T: Clone + Send + Sync + 'static> Pager<T> {
    /// A list that nothing was read of yet.
    pub fn new<F>(session: Session, read: impl Fn(Option<Cursor>) -> F + 'static) -> Self
    where
        F: Future<Output = Result<Page<T>, ApiError>> + 'static,
    {
        let read: Read<T> = Rc::new(move |cursor| Box::pin(read(cursor)));
        Self {
            items: RwSignal::new(Vec::new()),
            state: RwSignal::new(ListState::More),
            next: StoredValue::new(None),
            round: StoredValue::new(0),
            read: StoredValue::new_local(read),
            session,
        }
    }

    /// Whether nothing was read yet.
    pub fn is_fresh(&self) -> bool {
        self.round.get_value() == 0
    }

    /// Reads the first page, and shows what is there until it has come.
    pub fn refresh(&self) {
        self.round.update_value(|round| *round += 1);
        self.fetch(None);
    }

    /// Reads the next page, unless one is on its way or there is none.
    pub fn load_more(&self) {
        match self.state.get_untracked() {
            ListState::Loading | ListState::End => {}
            ListState::More | ListState::Failed(_) if self.is_fresh() => self.refresh(),
            ListState::More | ListState::Failed(_) => self.fetch(self.next.get_value()),
        }
    }

    fn fetch(&self, cursor: Option<Cursor>) {
        let (pager, round, is_first) = (*self, self.round.get_value(), cursor.is_none());
        pager.state.set(ListState::Loading);
        let page = self.read.with_value(|read| read(cursor));
        spawn(async move {
            let outcome = page.await;
            if pager.round.get_value() != round {
                return;
            }
            match outcome {
                Ok((items, next)) => pager.take(items, next, is_first),
                Err(error) => {
                    pager.session.notice(&error);
                    pager.state.set(ListState::Failed(error));
                }
            }
        });
    }

    fn take(&self, items: Vec<T>, next: Option<Cursor>, is_first: bool) {
        let is_empty_page = items.is_empty();
        if is_first {
            self.items.set(items);
        } else if !is_empty_page {
            self.items.update(|all| all.extend(items));
        }
        let is_end = next.is_none();
        self.next.set_value(next);
        self.state.set(if is_end { ListState::End } else { ListState::More });
        // A page may hold nothing that can be seen and still not be the last.
        if is_empty_page && !is_end {
            self.load_more();
        }
    }
}
