//! Something that is read once: loading, there, or failed.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;

use super::session::use_session;
use crate::api::ApiError;

/// Something that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Load<T> {
    /// It is on its way.
    Loading,
    /// Here it is.
    Ready(T),
    /// It didn't come.
    Failed(ApiError),
}

/// A reading that can be repeated.
pub struct Loader<T: 'static> {
    /// How far it is.
    pub state: RwSignal<Load<T>>,
    /// Reads again.
    pub reload: Callback<()>,
}

impl<T> Clone for Loader<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Loader<T> {}

/// Reads now, and stops when the screen that asked is left.
pub fn use_load<T, F>(read: impl Fn() -> F + Send + Sync + 'static) -> Loader<T>
where
    T: Clone + Send + Sync + 'static,
    F: Future<Output = Result<T, ApiError>> + 'static,
{
    let (state, session) = (RwSignal::new(Load::Loading), use_session());
    let owner = Owner::current();
    let reload = Callback::new(move |()| {
        state.set(Load::Loading);
        let reading = read();
        // Boxed, so that what surrounds it is compiled once and not for every reading.
        let reading: Pin<Box<dyn Future<Output = Result<T, ApiError>>>> = Box::pin(reading);
        let start = move || {
            spawn_local_scoped_with_cancellation(async move {
                let outcome = reading.await;
                state.set(outcome.map_or_else(
                    |error| {
                        session.notice(&error);
                        Load::Failed(error)
                    },
                    Load::Ready,
                ));
            });
        };
        match &owner {
            Some(owner) => owner.with(start),
            None => start(),
        }
    });
    reload.run(());
    Loader { state, reload }
}
