//! A form that asks for the password before it does something.

use std::pin::Pin;

use leptos::prelude::*;

use crate::api::ApiError;
use crate::erased::{derive, spawn};
use crate::features::account::password_field::PasswordField;
use crate::state::session::use_session;
use crate::text::later::{LaterText, say};
use crate::text::use_language;
use crate::ui::{form_error_text, on_submit};

/// What is done with the password.
pub type Confirmed = Callback<String, Pin<Box<dyn Future<Output = Result<(), ApiError>>>>>;

/// The password, and a button.
#[component]
pub fn ConfirmForm(
    /// What the button says.
    label: fn(&'static LaterText) -> &'static str,
    /// How the button looks.
    #[prop(default = "primary")]
    kind: &'static str,
    /// What is done.
    action: Confirmed,
) -> impl IntoView {
    let (session, language) = (use_session(), use_language());
    let password = RwSignal::new(String::new());
    let (is_busy, error) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let submit = on_submit(move || {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        error.set(None);
        let done = action.run(password.get_untracked());
        spawn(async move {
            if let Err(reason) = done.await {
                session.notice(&reason);
                error.try_set(Some(reason));
            }
            is_busy.try_set(false);
        });
    });
    let message = derive(move || error.get().map(|error| form_error_text(&error, language.get())));
    view! {
        <form class="account-form" on:submit=submit novalidate>
            <PasswordField value=password error=message />
            <button type="submit" class="button" data-kind=kind disabled=is_busy>{say(label)}</button>
        </form>
    }
}
