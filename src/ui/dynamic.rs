//! Views that change, without their types.
//!
//! The framework compiles what it does for a view that changes (an effect, a keyed list) anew for each type of closure.
//! Behind these few doors it is compiled once: together they make the page a fifth smaller
//! (`docs/decisions/size-of-the-page.md`).

use std::sync::Arc;

use leptos::prelude::*;

use crate::text::derive;

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
    dynamic(move || if holds.get() { children() } else { ().into_any() })
}

/// Does something now and again whenever what it reads changes.
pub fn react(action: impl FnMut() + 'static) {
    fn erased(mut action: Box<dyn FnMut()>) {
        Effect::new(move |_| action());
    }
    erased(Box::new(action));
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
            Row { key, draw: Arc::new(move || view(item.clone())) }
        };
        items().into_iter().map(row).collect()
    }))
}

fn rows(rows: Signal<Vec<Row>>) -> AnyView {
    view! { <For each=move || rows.get() key=|row| row.key.clone() children=|row| (row.draw)() /> }.into_any()
}
