//! A dialog of the browser's own: it keeps the focus, closes with Escape, and gives the focus back.

use leptos::html;
use leptos::prelude::*;

use super::When;
use super::{Icon, tap};
use crate::erased::{derive, react};
use crate::text::say;

/// A dialog in the middle of a wide screen, a sheet from below on a phone.
#[component]
pub fn Dialog(
    /// Whether it is shown; set to `false` when it closes itself.
    is_open: RwSignal<bool>,
    /// What it is about; its heading.
    #[prop(into)]
    title: Signal<String>,
    /// What stands in it; made anew each time it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    react(move || {
        let Some(dialog) = element.get() else { return };
        match (is_open.get(), dialog.open()) {
            // It fails only for a dialog that is open or isn't in the page.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let children = StoredValue::new(children);
    view! {
        <dialog node_ref=element class="dialog" aria-label=title on:close=move |_| is_open.set(false)>
            <When is=derive(move || is_open.get())>
                <header class="dialog-head">
                    <h2>{title}</h2>
                    <button
                        type="button"
                        class="icon-button"
                        aria-label=say(|text| text.close)
                        on:click=tap(move || is_open.set(false))
                    >
                        <Icon name="x" />
                    </button>
                </header>
                {children.with_value(|children| children())}
            </When>
        </dialog>
    }
}
