//! How something that is read is shown: while it is loading, when it is ready, and after a failure.

use leptos::prelude::*;
use life_circle_wire::{ErrorCode, Timestamp};

use super::{Loader, Stage};
use crate::data::error_note::ErrorNote;
use crate::kit::{Ago, Icon};
use crate::reactive::dynamic;
use crate::text::say;

/// The line that says that something is loading.
pub fn loading_line() -> AnyView {
    view! {
        <p class="list-loading" role="status">
            {say(|text| text.common.loading)}
        </p>
    }
    .into_any()
}

/// Says how old something is that this browser has kept; nothing if it is current.
#[component]
pub fn AsOf(
    /// When the server gave it.
    time: Signal<Option<Timestamp>>,
) -> impl IntoView {
    dynamic(move || {
        let line = |time| {
            view! {
                <p class="as-of" role="status">
                    <Icon name="cloud-off" />
                    {say(|text| text.common.last_updated)}
                    <Ago time />
                </p>
            }
        };
        time.get().map(line).into_any()
    })
}

/// Shows what was read with `ready`. Before that, a line says that it is loading. After a failure,
/// the error is shown with a button to try again.
pub fn loaded<T: Clone + Send + Sync + 'static>(
    loader: Loader<T>,
    ready: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    shown(loader, loading_line, None, ready)
}

/// Like [`loaded`], but shows nothing while it is loading.
pub fn loaded_quietly<T: Clone + Send + Sync + 'static>(
    loader: Loader<T>,
    ready: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    shown(loader, || ().into_any(), None, ready)
}

/// Like [`loaded`], but shows `refused` instead of the error if the server refuses with `code`.
pub fn loaded_or<T: Clone + Send + Sync + 'static>(
    loader: Loader<T>,
    code: ErrorCode,
    refused: fn() -> AnyView,
    ready: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    shown(loader, loading_line, Some((code, refused)), ready)
}

/// What each stage shows, without the type of the value: the code that draws it is compiled once.
struct Views {
    loading: fn() -> AnyView,
    /// The view to show if the server refuses with this code.
    refused: Option<(ErrorCode, fn() -> AnyView)>,
    ready: Box<dyn Fn() -> AnyView + Send + Sync>,
}

fn shown<T: Clone + Send + Sync + 'static>(
    loader: Loader<T>,
    loading: fn() -> AnyView,
    refused: Option<(ErrorCode, fn() -> AnyView)>,
    ready: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let Loader {
        stage,
        value,
        as_of,
        reload,
    } = loader;
    let views = Views {
        loading,
        refused,
        ready: Box::new(move || value.get_value().map_or_else(loading, &ready)),
    };
    let content = draw(stage, reload, views);
    view! {
        <AsOf time=as_of.into() />
        {content}
    }
    .into_any()
}

fn draw(stage: RwSignal<Stage>, reload: Callback<()>, views: Views) -> AnyView {
    dynamic(move || match (stage.get(), views.refused) {
        (Stage::Loading, _) => (views.loading)(),
        (Stage::Ready, _) => (views.ready)(),
        (Stage::Failed(error), Some((code, refused))) if error.is_refusal(code) => refused(),
        (Stage::Failed(error), _) => view! { <ErrorNote error retry=reload /> }.into_any(),
    })
}
