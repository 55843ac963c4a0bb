//! A box to search in.

use leptos::prelude::*;

use crate::kit::Icon;
use crate::reactive::{Show, derive, on_click, on_submit};

/// The box, with a button that empties it.
#[component]
pub fn SearchBox(
    /// The id of the input.
    id: &'static str,
    /// What the box searches: its label and its placeholder.
    #[prop(into)]
    label: Signal<&'static str>,
    /// The label of the button that empties it.
    #[prop(into)]
    clear: Signal<&'static str>,
    /// The text in the box.
    words: RwSignal<String>,
) -> impl IntoView {
    view! {
        <form class="search" role="search" on:submit=on_submit(|| ())>
            <Icon name="search" />
            <input
                id=id
                type="search"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                enterkeyhint="search"
                aria-label=label
                placeholder=label
                bind:value=words
            />
            <Show when=derive(move || words.with(|words| !words.is_empty()))>
                <button
                    type="button"
                    class="icon-button"
                    aria-label=clear
                    on:click=on_click(move || words.set(String::new()))
                >
                    <Icon name="x" />
                </button>
            </Show>
        </form>
    }
}
