//! Leptos functions that take a closure, without the closure's type.
//!
//! Leptos compiles the code around a derived signal, an effect or a task again for each closure.
//! With the functions here, and those for views in `ui/dynamic.rs`, that code is compiled once.
//! Together they make the page a fifth smaller (`docs/decisions/size-of-the-page.md`).

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;

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

/// Runs `action` once, and again whenever a signal that it reads changes.
pub fn react(action: impl FnMut() + 'static) {
    fn erased(mut action: Box<dyn FnMut()>) {
        Effect::new(move |_| action());
    }
    erased(Box::new(action));
}

/// Runs `action` at each event of this name on the window, until the current owner is cleaned up.
pub fn on_window(event: &'static str, action: impl Fn() + 'static) {
    fn erased(event: &'static str, action: Box<dyn Fn()>) {
        let listener = window_event_listener_untyped(event, move |_| action());
        on_cleanup(move || listener.remove());
    }
    erased(event, Box::new(action));
}

/// Runs a task to its end, even if the screen that started it is left. Every task has the same
/// type, so that the code around it is compiled once.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    fn erased(task: Pin<Box<dyn Future<Output = ()>>>) {
        leptos::task::spawn_local(task);
    }
    erased(Box::pin(task));
}
