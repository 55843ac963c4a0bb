//! What went wrong, in the reader's language, with a way to try again.

use leptos::prelude::*;

use super::api::ApiError;
use super::api::connection::BACK;
use crate::kit::Icon;
use crate::reactive::{derive, on_click, on_window_event};
use crate::text::errors::is_general;
use crate::text::{Language, Text, parts, say, say_with, use_language};

/// What an error means to a person.
pub fn error_text(error: &ApiError, text: &'static Text) -> &'static str {
    match error {
        ApiError::Offline => text.errors.offline,
        ApiError::SignedOut => text.errors.signed_out,
        ApiError::Refused { code, .. } => (text.errors.refused)(*code),
        ApiError::Malformed => text.errors.malformed,
    }
}

/// Whether [`error_text`] says why something didn't work.
pub fn says_why(error: &ApiError) -> bool {
    match error {
        ApiError::Offline | ApiError::SignedOut => true,
        ApiError::Refused { code, .. } => !is_general(*code),
        ApiError::Malformed => false,
    }
}

/// Like [`error_text`], for somebody who fills in a form.
pub fn form_error_text(error: &ApiError, language: Language) -> &'static str {
    match error {
        ApiError::Refused { code, .. } => (parts::of(language).form_errors.refused)(*code),
        other => error_text(other, language.text()),
    }
}

/// One error signal for each name in `fields`. An error for no field, or for a field not listed,
/// goes to the last one. A form of several fields passes `""` last, to show such an error next to
/// its button.
pub fn field_errors<const N: usize>(
    error: RwSignal<Option<ApiError>>,
    fields: [&'static str; N],
) -> [Signal<Option<&'static str>>; N] {
    let language = use_language();
    fields.map(|name| {
        derive(move || {
            let error = error.get()?;
            let field = match &error {
                ApiError::Refused {
                    field: Some(field), ..
                } => fields.iter().find(|name| *name == field),
                _ => None,
            };
            (field.or(fields.last()) == Some(&name))
                .then(|| form_error_text(&error, language.get()))
        })
    })
}

/// The notes on the screen that say that the server can't be reached, by their numbers. One is
/// enough: the first of them is shown, and its button tries all of them again.
#[derive(Clone, Copy)]
struct OfflineNotes {
    retries: RwSignal<Vec<(u32, Callback<()>)>>,
    last: StoredValue<u32>,
}

/// Lets the error notes below this component know each other: those of a screen or of a dialog.
pub fn provide_offline_notes() {
    provide_context(OfflineNotes {
        retries: RwSignal::new(Vec::new()),
        last: StoredValue::new(0),
    });
}

impl OfflineNotes {
    /// Adds a note until its owner is cleaned up. Returns whether it is the first.
    fn add(self, retry: Callback<()>) -> Signal<bool> {
        let number = self.last.get_value() + 1;
        self.last.set_value(number);
        self.retries.update(|retries| retries.push((number, retry)));
        on_cleanup(move || {
            self.retries
                .try_update(|retries| retries.retain(|(other, _)| *other != number));
        });
        derive(move || {
            self.retries
                .with(|retries| retries.first().is_none_or(|(first, _)| *first == number))
        })
    }

    fn try_all_again(self) {
        for (_, retry) in self.retries.get_untracked() {
            retry.run(());
        }
    }
}

/// An error, with a button to try again. It also tries again when the network is back.
#[component]
pub fn ErrorNote(
    /// What went wrong.
    error: ApiError,
    /// Tries the failed action again.
    retry: Callback<()>,
) -> impl IntoView {
    let notes: OfflineNotes = expect_context();
    let is_offline = error == ApiError::Offline;
    let is_first = is_offline.then(|| notes.add(retry));
    let message = StoredValue::new(error);
    // When the connection is back, try again without a tap.
    on_window_event(BACK, move || retry.run(()));
    let try_again = move || {
        if is_offline {
            notes.try_all_again();
        } else {
            retry.run(());
        }
    };
    view! {
        <div
            class="error-note"
            role="alert"
            hidden=move || is_first.is_some_and(|is_first| !is_first.get())
        >
            <Icon name="cloud-off" />
            <p>{say_with(move |text| message.with_value(|error| error_text(error, text)))}</p>
            <button type="button" class="button" on:click=on_click(try_again)>
                {say(|text| text.common.try_again)}
            </button>
        </div>
    }
}
