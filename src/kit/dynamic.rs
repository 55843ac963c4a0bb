//! Views that change, without their types.
//!
//! As `erased.rs` does for functions: a view that changes and a keyed list are compiled once.

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

/// Shows its children while something holds.
#[component]
pub fn When(
    /// What must hold.
    #[prop(into)]
    is: Signal<bool>,
    /// What is shown then; made anew each time.
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

/// What a tap does.
pub fn tap(mut action: impl FnMut() + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(move |_| action())
}

/// What sending a form does, in place of what the browser would.
pub fn on_submit(mut action: impl FnMut() + 'static) -> Box<dyn FnMut(SubmitEvent)> {
    Box::new(move |event| {
        event.prevent_default();
        action();
    })
}

/// What choosing or typing does.
pub fn choose(mut action: impl FnMut() + 'static) -> Box<dyn FnMut(Event)> {
    Box::new(move |_| action())
}

/// A row of a list: its key, and how it is drawn.
#[derive(Clone)]
struct Row {
    key: String,
    draw: Arc<dyn Fn() -> AnyView + Send + Sync>,
}

/// A list whose rows stay as they are while their keys do.
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
            let (key, view) = (key(&item), view.clone());
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
