//! How a list is read, without the type of its items: all of this is compiled once, not for each
//! list.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use leptos::prelude::*;
use life_circle_wire::{Cursor, Timestamp};

use crate::data::api::{ApiError, Source};
use crate::data::load::NEWS_WITHIN;
use crate::kit::now;
use crate::reactive::{put, spawn_local};

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

/// Where a page belongs that was read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At the start of the list.
    First,
    /// After what the list has.
    Next,
    /// In the empty list, until the server has answered.
    Meanwhile,
}

/// Puts a page into its list.
pub type Take = Box<dyn FnOnce(Place)>;
/// A page that is being read.
pub type Reading = Pin<Box<dyn Future<Output = Result<Take, ApiError>>>>;
/// Reads a page.
pub type Read = Rc<dyn Fn(Option<Cursor>, Source) -> Reading>;

/// The reading of a list.
#[derive(Clone, Copy)]
pub struct Reader {
    /// How far the list is read.
    pub state: RwSignal<ListState>,
    /// How old the list is, if the server couldn't be asked.
    pub as_of: RwSignal<Option<Timestamp>>,
    /// Whether this browser keeps the pages.
    pub is_kept: bool,
    /// Where the next page begins.
    pub next: StoredValue<Option<Cursor>>,
    /// The cursor of the page that was asked for last. If that failed, the same page is asked for
    /// again.
    pub asked: StoredValue<Option<Cursor>>,
    /// Counts the readings from the start: an answer to an earlier one is out of date.
    pub round: StoredValue<u32>,
    /// Whether the list is read again from the start, and replaced when enough has come.
    pub is_coming: StoredValue<bool>,
    /// When the server gave what is shown, or the kept page that was read last.
    kept_at: StoredValue<Option<Timestamp>>,
    is_empty: Signal<bool>,
    read: StoredValue<Read, LocalStorage>,
}

impl Reader {
    /// The reader of a list that hasn't been read yet.
    pub fn new(read: Read, is_kept: bool, is_empty: Signal<bool>) -> Self {
        Self {
            state: RwSignal::new(ListState::More),
            as_of: RwSignal::new(None),
            is_kept,
            next: StoredValue::new(None),
            asked: StoredValue::new(None),
            round: StoredValue::new(0),
            is_coming: StoredValue::new(false),
            kept_at: StoredValue::new(None),
            is_empty,
            read: StoredValue::new_local(read),
        }
    }

    /// Reads a page; without a cursor, the first one.
    pub fn fetch(self, cursor: Option<Cursor>) {
        let round = self.round.get_value();
        let place = if cursor.is_none() {
            Place::First
        } else {
            Place::Next
        };
        self.state.set(ListState::Loading);
        self.asked.set_value(cursor.clone());
        let page = self.read_from(cursor.clone(), Source::Server);
        spawn_local(async move {
            let mut outcome = page.await;
            let is_cut_off = self.is_kept && matches!(outcome, Err(ApiError::Offline));
            let has_first = move || place == Place::First && !self.is_empty.get_untracked();
            if is_cut_off && !has_first() {
                let kept = self.read_from(cursor, Source::Kept(self.kept_at)).await;
                outcome = kept.or(outcome);
            }
            // The list may be gone with its screen by now.
            if self.round.try_get_value() != Some(round) {
                return;
            }
            match outcome {
                Ok(take) => {
                    if place == Place::First || is_cut_off {
                        self.say_age(is_cut_off);
                    }
                    take(place);
                }
                // What is shown stays, and says how old it is.
                Err(_) if is_cut_off && has_first() => {
                    self.say_age(true);
                    self.is_coming.set_value(false);
                    self.finish();
                }
                Err(error) => self.state.set(ListState::Failed(error)),
            }
        });
    }

    /// Shows the first page as it is kept, until the server has answered.
    pub fn show_kept(self) {
        let kept = self.read_from(None, Source::Kept(self.kept_at));
        spawn_local(async move {
            let Ok(take) = kept.await else { return };
            let waits = move || self.state.try_get_untracked() == Some(ListState::Loading);
            if !waits() || !self.is_empty.get_untracked() {
                return;
            }
            take(Place::Meanwhile);
            let round = self.round.get_value();
            let say_age = move || {
                if waits() && self.round.get_value() == round {
                    self.say_age(true);
                }
            };
            set_timeout(say_age, NEWS_WITHIN);
        });
    }

    /// A page was put into the list.
    pub fn finish(self) {
        let is_end = self.next.with_value(Option::is_none);
        self.state.set(if is_end {
            ListState::End
        } else {
            ListState::More
        });
    }

    fn read_from(self, cursor: Option<Cursor>, source: Source) -> Reading {
        self.read.with_value(|read| read(cursor, source))
    }

    /// Says how old the list is, or that it is current.
    fn say_age(self, is_old: bool) {
        if !is_old {
            self.kept_at.set_value(Some(now()));
        }
        put(self.as_of, self.kept_at.get_value().filter(|_| is_old));
    }
}
