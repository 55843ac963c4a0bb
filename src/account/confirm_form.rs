//! Asks for the password before something is done, in a form or in a dialog.

use std::pin::Pin;

use leptos::prelude::*;
use life_circle_wire::ErrorCode;

use super::password_field::PasswordField;
use crate::data::action::{Action, use_form_action};
use crate::data::api::ApiError;
use crate::data::error_note::field_errors;
use crate::kit::Dialog;
use crate::reactive::on_submit;
use crate::text::parts::{PartsText, say, say_with};

/// An action that takes the typed password. The form shows its error.
pub type Confirmed = Callback<String, Pin<Box<dyn Future<Output = Result<(), ApiError>>>>>;

/// Replaces the message for wrong credentials by one about the password alone: these forms have no
/// handle.
pub fn of_own_password(
    message: Signal<Option<&'static str>>,
    trying: Action,
) -> Signal<Option<&'static str>> {
    say_with(move |text| {
        let message = message.get()?;
        let is_wrong = trying.is_refused(ErrorCode::WrongCredentials);
        Some(if is_wrong {
            text.security.password_wrong
        } else {
            message
        })
    })
}

/// The password, and a button.
#[component]
pub fn ConfirmForm(
    /// What the button says.
    label: fn(&'static PartsText) -> &'static str,
    /// How the button looks.
    #[prop(default = "primary")]
    kind: &'static str,
    /// The action to run with the password.
    action: Confirmed,
) -> impl IntoView {
    let confirming = use_form_action();
    let password = RwSignal::new(String::new());
    let submit = on_submit(move || confirming.run(action.run(password.get_untracked())));
    let [message] = field_errors(confirming.error, ["password"]);
    let message = of_own_password(message, confirming);
    view! {
        <form class="form" on:submit=submit novalidate>
            <PasswordField value=password error=message />
            <button type="submit" class="button" data-kind=kind disabled=confirming.is_busy>
                {say(label)}
            </button>
        </form>
    }
}

/// A dialog that says what will happen, and asks for the password.
#[component]
pub fn ConfirmDialog(
    /// Whether the dialog is open. It is set to `false` when it is closed, and after the action.
    is_open: RwSignal<bool>,
    /// The heading of the dialog.
    #[prop(into)]
    title: Signal<String>,
    /// What will happen.
    hint: fn(&'static PartsText) -> &'static str,
    /// What the button says.
    label: fn(&'static PartsText) -> &'static str,
    /// How the button looks.
    #[prop(default = "primary")]
    kind: &'static str,
    /// The action to run with the password.
    action: Confirmed,
) -> impl IntoView {
    let confirmed = Callback::new(move |password: String| {
        Box::pin(async move {
            action.run(password).await?;
            is_open.try_set(false);
            Ok(())
        }) as _
    });
    view! {
        <Dialog is_open title>
            <p>{say(hint)}</p>
            <ConfirmForm label kind action=confirmed />
        </Dialog>
    }
}
