//! What the framework does for a function, without the function's type.
//!
//! It compiles what surrounds a derived signal, an effect or a task anew for each closure. Behind these few doors, and
//! those for views in `ui/dynamic.rs`, it is compiled once: together they make the page a fifth smaller
//! (`docs/decisions/size-of-the-page.md`).

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;

/// A signal that follows what the function reads. Unlike [`Signal::derive`] it is compiled once for each type of value,
/// not for each function.
pub fn derive<T: Send + Sync + 'static>(
    value: impl Fn() -> T + Send + Sync + 'static,
) -> Signal<T> {
    fn erased<T: Send + Sync + 'static>(value: Box<dyn Fn() -> T + Send + Sync>) -> Signal<T> {
        Signal::derive(value)
    }
    erased(Box::new(value))
}

/// A signal that remembers what the function gave, and tells on only what is another value than before. For what is
/// dear to make or to draw.
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

/// Does something now and again whenever what it reads changes.
pub fn react(action: impl FnMut() + 'static) {
    fn erased(mut action: Box<dyn FnMut()>) {
        Effect::new(move |_| action());
    }
    erased(Box::new(action));
}

/// Does something whenever the window tells of an event, as long as what asks for it is there.
pub fn on_window(event: &'static str, action: impl Fn() + 'static) {
    fn erased(event: &'static str, action: Box<dyn Fn()>) {
        let listener = window_event_listener_untyped(event, move |_| action());
        on_cleanup(move || listener.remove());
    }
    erased(event, Box::new(action));
}

/// Does something that takes a while, whether or not anybody still looks. Every task has the same type, so that what
/// surrounds it is compiled once.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    fn erased(task: Pin<Box<dyn Future<Output = ()>>>) {
        leptos::task::spawn_local(task);
    }
    erased(Box::pin(task));
}
