//! A text field with its label, its hint, and what is wrong with it.

mod search_box;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
pub use search_box::SearchBox;

use crate::reactive::derive;

/// A line of text to fill in.
#[component]
pub fn Field(
    /// The field's name in the form; unique on the page.
    name: &'static str,
    /// The label above the field.
    #[prop(into)]
    label: Signal<&'static str>,
    /// A hint below the field, shown while there is no error.
    #[prop(into, optional)]
    hint: Option<Signal<&'static str>>,
    /// The error below the field, if any.
    #[prop(into)]
    error: Signal<Option<&'static str>>,
    /// The text in the field.
    value: RwSignal<String>,
    /// The type of the input: `text` or `password`.
    #[prop(into)]
    kind: Signal<&'static str>,
    /// The `autocomplete` attribute: what browsers may fill in.
    autocomplete: &'static str,
    /// A button within the field.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let hint_id = format!("{name}-hint");
    let error_id = format!("{name}-error");
    let described_by = {
        let hint_id = hint_id.clone();
        let error_id = error_id.clone();
        move || {
            if error.get().is_some() {
                error_id.clone()
            } else {
                hint_id.clone()
            }
        }
    };
    let capitals = match autocomplete {
        "name" => "words",
        "off" => "sentences",
        _ => "none",
    };
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <div class="field-box">
                <input
                    id=name
                    name=name
                    type=kind
                    autocomplete=autocomplete
                    autocapitalize=capitals
                    spellcheck="false"
                    aria-invalid=derive(move || error.get().map(|_| "true"))
                    aria-describedby=described_by
                    bind:value=value
                />
                {children.map(|children| children())}
            </div>
            <p class="field-error" id=error_id role="alert">
                {error}
            </p>
            <p class="field-hint" id=hint_id>
                {move || hint.filter(|_| error.get().is_none()).map(|hint| hint.get())}
            </p>
        </div>
    }
}

/// Whether a key is meant for an input method, for example an Enter that confirms a Chinese word.
pub fn is_composing(event: &KeyboardEvent) -> bool {
    // Safari marks that Enter only by the key code 229.
    event.is_composing() || event.key_code() == 229
}

/// Whether a key sends a form whose text has several lines: Enter with Ctrl, on a Mac with Command.
pub fn is_send_key(event: &KeyboardEvent) -> bool {
    event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !is_composing(event)
}
