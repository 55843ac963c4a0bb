//! Views that change, without their types.
//!
//! Like `erased.rs` for functions: the code for a changing view and for a keyed list is compiled
//! once.

use std::sync::Arc;

use leptos::ev::{Event, MouseEvent, SubmitEvent};
use leptos::prelude::*;

use crate::reactive::derive;

/// A view that is drawn again when what it reads changes.
pub fn dynamic(view: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    fn erased(view: Box<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
        (move || view()).into_any()
    }
    erased(Box::new(view))
}

/// Shows its children while `is` is `true`.
#[component]
pub fn When(
    /// Whether to show the children.
    #[prop(into)]
    is: Signal<bool>,
    /// The content. It is created again each time it is shown.
    children: ChildrenFn,
) -> impl IntoView {
    let holds = Memo::new(move |_| is.get());
    dynamic(move || {
        if holds.get() {
            children()
        } else {
            ().into_any()
        }
    })
}

/// A click handler that ignores the event.
pub fn tap(mut action: impl FnMut() + 'static) -> Box<dyn FnMut(MouseEvent)> {
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
pub fn choose(mut action: impl FnMut() + 'static) -> Box<dyn FnMut(Event)> {
    Box::new(move |_| action())
}

/// A row of a list: its key, and how it is drawn.
#[derive(Clone)]
struct Row {
    key: String,
    draw: Arc<dyn Fn() -> AnyView + Send + Sync>,
}

/// A keyed list: a row isn't drawn again while its key stays the same.
pub fn each<T>(
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
