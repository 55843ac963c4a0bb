//! Something that is read once: it is loading, ready, or failed.

mod views;

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use life_circle_wire::Timestamp;
pub use views::{AsOf, loaded, loaded_or, loaded_quietly, loading_line};

use super::api::connection::BACK;
use super::api::{ApiError, Source};
use crate::reactive::{on_window_event, put};

/// If the server hasn't answered for this long, what is kept says how old it is.
pub const NEWS_WITHIN: Duration = Duration::from_secs(3);

/// The state of something that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Load<T> {
    /// The answer hasn't come yet.
    Loading,
    /// The value that was read.
    Ready(T),
    /// The read has failed.
    Failed(ApiError),
}

/// A read that can be repeated.
///
/// Its stage and its value are stored apart, so that only the code for the value is compiled for
/// each type.
pub struct Loader<T: 'static> {
    stage: RwSignal<Stage>,
    value: StoredValue<Option<T>>,
    /// How old the value is, if the server couldn't be asked: it is as this browser has kept it.
    as_of: RwSignal<Option<Timestamp>>,
    /// Reads the value again.
    pub reload: Callback<()>,
}

#[derive(Clone, PartialEq, Eq)]
enum Stage {
    Loading,
    Ready,
    Failed(ApiError),
}

impl<T> Clone for Loader<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Loader<T> {}

impl<T: Clone + Send + Sync + 'static> Loader<T> {
    /// The current state; tracks changes.
    pub fn get(&self) -> Load<T> {
        self.at(self.stage.get())
    }

    /// The current state, without tracking changes.
    pub fn get_untracked(&self) -> Load<T> {
        self.at(self.stage.get_untracked())
    }

    fn at(&self, stage: Stage) -> Load<T> {
        match stage {
            Stage::Failed(error) => Load::Failed(error),
            Stage::Ready => self.value.get_value().map_or(Load::Loading, Load::Ready),
            Stage::Loading => Load::Loading,
        }
    }
}

/// Stores the value that was read. Returns whether it is another than before.
type Take = Box<dyn FnOnce() -> bool>;
type Reading = Pin<Box<dyn Future<Output = Result<Take, ApiError>>>>;
type Read = Rc<dyn Fn(Source) -> Reading>;

/// Reads now, and cancels the read when the screen that asked for it is left. While it is read
/// again, the old value stays until the new one has come. Of several reads at once, only the last
/// one counts.
pub fn use_load<T, F>(read: impl Fn() -> F + 'static) -> Loader<T>
where
    T: Send + Sync + 'static,
    F: Future<Output = Result<T, ApiError>> + 'static,
{
    let value = StoredValue::new(None);
    let take = move |new| {
        value.set_value(Some(new));
        true
    };
    let read: Read = Rc::new(move |_| taking(read(), take));
    made(value, read, false)
}

/// Like [`use_load`], for something that this browser keeps: it shows what is kept until the server
/// answers, and as long as there is no connection.
pub fn use_kept_load<T, F>(read: impl Fn(Source) -> F + 'static) -> Loader<T>
where
    T: PartialEq + Send + Sync + 'static,
    F: Future<Output = Result<T, ApiError>> + 'static,
{
    let value = StoredValue::new(None);
    let take = move |new| {
        let new = Some(new);
        let is_other = value.with_value(|old| *old != new);
        value.set_value(new);
        is_other
    };
    let read: Read = Rc::new(move |source| taking(read(source), take));
    let loader = made(value, read, true);
    on_window_event(BACK, move || {
        if loader.as_of.with_untracked(Option::is_some) {
            loader.reload.run(());
        }
    });
    loader
}

fn taking<T: 'static>(
    reading: impl Future<Output = Result<T, ApiError>> + 'static,
    take: impl FnOnce(T) -> bool + 'static,
) -> Reading {
    Box::pin(async move {
        let new = reading.await?;
        let take: Take = Box::new(move || take(new));
        Ok(take)
    })
}

fn made<T>(value: StoredValue<Option<T>>, read: Read, is_kept: bool) -> Loader<T> {
    let reader = Reader {
        stage: RwSignal::new(Stage::Loading),
        as_of: RwSignal::new(None),
        kept_at: StoredValue::new(None),
        round: StoredValue::new(0),
        is_kept,
        read: StoredValue::new_local(read),
    };
    let owner = Owner::current().expect("what is read belongs to a screen");
    let reload = Callback::new(move |()| owner.with(|| reader.reload()));
    reload.run(());
    Loader {
        stage: reader.stage,
        value,
        as_of: reader.as_of,
        reload,
    }
}

/// A loader without the type of its value.
#[derive(Clone, Copy)]
struct Reader {
    stage: RwSignal<Stage>,
    as_of: RwSignal<Option<Timestamp>>,
    /// When the server gave what is kept.
    kept_at: StoredValue<Option<Timestamp>>,
    /// Counts the reads: an answer to an earlier one is out of date.
    round: StoredValue<u32>,
    is_kept: bool,
    read: StoredValue<Read, LocalStorage>,
}

impl Reader {
    fn reload(self) {
        let is_ready = self.stage.with_untracked(|stage| *stage == Stage::Ready);
        if !is_ready {
            self.stage.set(Stage::Loading);
        }
        self.round.update_value(|round| *round += 1);
        let asked = self.round.get_value();
        if self.is_kept && !is_ready {
            self.show_kept(asked);
        }
        let reading = self.read_from(Source::Server);
        spawn_local_scoped_with_cancellation(async move {
            let mut outcome = reading.await;
            let is_cut_off = self.is_kept && matches!(outcome, Err(ApiError::Offline));
            if is_cut_off {
                let kept = self.read_from(Source::Kept(self.kept_at));
                outcome = kept.await.or(outcome);
            }
            if self.round.try_get_value() != Some(asked) {
                return;
            }
            match outcome {
                Ok(take) => {
                    put(self.as_of, self.kept_at.get_value().filter(|_| is_cut_off));
                    self.take(take);
                }
                Err(error) => self.stage.set(Stage::Failed(error)),
            }
        });
    }

    fn read_from(self, source: Source) -> Reading {
        self.read.with_value(|read| read(source))
    }

    /// Shows what is kept until the server has answered.
    fn show_kept(self, asked: u32) {
        let kept = self.read_from(Source::Kept(self.kept_at));
        spawn_local_scoped_with_cancellation(async move {
            let Ok(take) = kept.await else { return };
            let waits = move || {
                let is_last = self.round.try_get_value() == Some(asked);
                is_last && self.stage.with_untracked(|stage| *stage == Stage::Loading)
            };
            if waits() {
                self.take(take);
            }
        });
    }

    /// Shows a value, unless it is the one that is shown.
    fn take(self, take: Take) {
        let is_other = take();
        if is_other || self.stage.with_untracked(|stage| *stage != Stage::Ready) {
            self.stage.set(Stage::Ready);
        }
    }
}
