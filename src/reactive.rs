//! What Leptos does with a closure, without the closure's type.
//!
//! Leptos compiles the code around a derived signal, an effect, a task, a changing view or a keyed
//! list again for each closure. With the functions here that code is compiled once, so the page is
//! a fifth smaller (`docs/decisions/size-of-the-page.md`). They have Leptos's own names. Clippy
//! refuses the originals everywhere else.

#![expect(clippy::disallowed_methods, reason = "here they are made once")]

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use js_sys::{Function, Promise};
use leptos::ev::{Event, MouseEvent, SubmitEvent};
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// A signal that follows what the function reads. Unlike [`Signal::derive`] it is compiled once for
/// each type of value, not for each function.
pub fn derive<T: Send + Sync + 'static>(
    value: impl Fn() -> T + Send + Sync + 'static,
) -> Signal<T> {
    fn erased<T: Send + Sync + 'static>(value: Box<dyn Fn() -> T + Send + Sync>) -> Signal<T> {
        Signal::derive(value)
    }
    erased(Box::new(value))
}

/// A derived signal that remembers its value and notifies only if the value has changed. For values
/// that are expensive to compute or to draw.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    value: impl Fn() -> T + Send + Sync + 'static,
) -> Signal<T> {
    fn erased<T: PartialEq + Send + Sync + 'static>(
        value: Box<dyn Fn() -> T + Send + Sync>,
    ) -> Signal<T> {
        Memo::new(move |_| value()).into()
    }
    erased(Box::new(value))
}

/// Sets a signal, unless it has this value already: nothing that depends on it runs again then.
pub fn put<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}

/// Runs `action` once, and again whenever a signal that it reads changes.
pub fn effect(action: impl FnMut() + 'static) {
    fn erased(mut action: Box<dyn FnMut()>) {
        Effect::new(move |_| action());
    }
    erased(Box::new(action));
}

/// Runs `action` at each event of this name on the window, until the current owner is cleaned up.
pub fn on_window_event(event: &'static str, action: impl Fn() + 'static) {
    fn erased(event: &'static str, action: Box<dyn Fn()>) {
        let listener = window_event_listener_untyped(event, move |_| action());
        on_cleanup(move || listener.remove());
    }
    erased(event, Box::new(action));
}

/// Sends an event of this name to the window.
pub fn tell_window(event: &'static str) {
    // It fails only without a window.
    Event::new(event)
        .and_then(|event| window().dispatch_event(&event))
        .unwrap_or_default();
}

/// Runs a task to its end, even if the screen that started it is left. Every task has the same
/// type, so that the code around it is compiled once.
pub fn spawn_local(task: impl Future<Output = ()> + 'static) {
    fn erased(task: Pin<Box<dyn Future<Output = ()>>>) {
        leptos::task::spawn_local(task);
    }
    erased(Box::pin(task));
}

/// Waits for this long.
pub async fn sleep(wait: Duration) {
    let wait_ms = i32::try_from(wait.as_millis()).unwrap_or(i32::MAX);
    let mut wait = |resolve: Function, _: Function| {
        // It fails only without a window.
        window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, wait_ms)
            .ok();
    };
    JsFuture::from(Promise::new(&mut wait)).await.ok();
}

/// A view that is drawn again when what it reads changes.
pub fn dynamic(view: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    fn erased(view: Box<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
        (move || view()).into_any()
    }
    erased(Box::new(view))
}

/// Shows its children while `when` is `true`.
#[component]
pub fn Show(
    /// Whether to show the children.
    #[prop(into)]
    when: Signal<bool>,
    /// The content. It is created again each time it is shown.
    children: ChildrenFn,
) -> impl IntoView {
    let holds = Memo::new(move |_| when.get());
    dynamic(move || {
        if holds.get() {
            children()
        } else {
            ().into_any()
        }
    })
}

/// A click handler that ignores the event.
pub fn on_click(mut action: impl FnMut() + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(move |_| action())
}

/// A submit handler that runs `action` instead of letting the browser send the form.
pub fn on_submit(mut action: impl FnMut() + 'static) -> Box<dyn FnMut(SubmitEvent)> {
    Box::new(move |event| {
        event.prevent_default();
        action();
    })
}

/// An `input` or `change` handler that ignores the event.
pub fn on_input(mut action: impl FnMut() + 'static) -> Box<dyn FnMut(Event)> {
    Box::new(move |_| action())
}

/// A row of a list: its key, and how it is drawn.
#[derive(Clone)]
struct Row {
    key: String,
    draw: Arc<dyn Fn() -> AnyView + Send + Sync>,
}

/// A keyed list: a row isn't drawn again while its key stays the same.
pub fn for_each<T>(
    items: impl Fn() -> Vec<T> + Send + Sync + 'static,
    key: fn(&T) -> String,
    view: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView
where
    T: Clone + Send + Sync + 'static,
{
    let view = Arc::new(view);
    rows(derive(move || {
        let row = |item: T| {
            let key = key(&item);
            let view = view.clone();
            Row {
                key,
                draw: Arc::new(move || view(item.clone())),
            }
        };
        items().into_iter().map(row).collect()
    }))
}

fn rows(rows: Signal<Vec<Row>>) -> AnyView {
    view! { <For each=move || rows.get() key=|row| row.key.clone() children=|row| (row.draw)() /> }
        .into_any()
}
