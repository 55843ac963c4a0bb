//! Something that is read once: it is loading, ready, or failed.

mod views;

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;
pub use views::{loaded, loaded_or, loaded_quietly, loading_line};

use super::api::ApiError;

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

/// Stores the value that was read.
type Keep = Box<dyn FnOnce()>;
type Reading = Pin<Box<dyn Future<Output = Result<Keep, ApiError>>>>;

/// Reads now, and cancels the read when the screen that asked for it is left. While it is read
/// again, the old value stays until the new one has come. Of several reads at once, only the last
/// one counts.
pub fn use_load<T, F>(read: impl Fn() -> F + Send + Sync + 'static) -> Loader<T>
where
    T: Send + Sync + 'static,
    F: Future<Output = Result<T, ApiError>> + 'static,
{
    let value = StoredValue::new(None);
    let (stage, reload) = use_reading(Box::new(move || {
        let reading = read();
        Box::pin(async move {
            let new = reading.await?;
            let keep: Keep = Box::new(move || value.set_value(Some(new)));
            Ok(keep)
        })
    }));
    Loader {
        stage,
        value,
        reload,
    }
}

fn use_reading(read: Box<dyn Fn() -> Reading + Send + Sync>) -> (RwSignal<Stage>, Callback<()>) {
    let stage = RwSignal::new(Stage::Loading);
    // Counts the reads: an answer to an earlier one is out of date.
    let round = StoredValue::new(0_u32);
    let owner = Owner::current().expect("what is read belongs to a screen");
    let reload = Callback::new(move |()| {
        if stage.with_untracked(|stage| *stage != Stage::Ready) {
            stage.set(Stage::Loading);
        }
        round.update_value(|round| *round += 1);
        let asked = round.get_value();
        let reading = read();
        owner.with(|| {
            spawn_local_scoped_with_cancellation(async move {
                let outcome = reading.await;
                if round.try_get_value() != Some(asked) {
                    return;
                }
                stage.set(match outcome {
                    Ok(keep) => {
                        keep();
                        Stage::Ready
                    }
                    Err(error) => Stage::Failed(error),
                });
            });
        });
    });
    reload.run(());
    (stage, reload)
}
