//! Short messages at the bottom of the screen.

use leptos::prelude::*;

use super::{Message, Toast, ToastAction};
use crate::data::error_note::error_text;
use crate::kit::Icon;
use crate::reactive::{derive, for_each, on_click};
use crate::text::{say, use_language};

/// The messages, the newest at the bottom. A screen reader reads each new one out.
#[component]
pub fn ToastStack(
    /// The messages to show.
    #[prop(into)]
    toasts: Signal<Vec<Toast>>,
    /// Removes the message with this id.
    dismiss: Callback<u32>,
) -> impl IntoView {
    let language = use_language();
    let toast = move |toast: Toast| {
        let action = toast.action.map(|ToastAction { label, run, .. }| {
            let act = on_click(move || {
                dismiss.run(toast.id);
                run.run(());
            });
            view! {
                <button
                    type="button"
                    class="toast-action"
                    aria-keyshortcuts="Control+Z"
                    on:click=act
                >
                    {derive(move || label(language.get()))}
                </button>
            }
        });
        let message = toast.message;
        let said = derive(move || {
            let language = language.get();
            match &message {
                Message::Text(text) => text(language),
                Message::Error(error) => error_text(error, language.text()),
            }
        });
        view! {
            <div class="toast">
                <p>{said}</p>
                {action}
                <button
                    type="button"
                    class="icon-button"
                    aria-label=say(|text| text.common.dismiss)
                    on:click=on_click(move || dismiss.run(toast.id))
                >
                    <Icon name="x" />
                </button>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="toast-stack" role="status" aria-live="polite">
            {for_each(move || toasts.get(), |toast| toast.id.to_string(), toast)}
        </div>
    }
}
