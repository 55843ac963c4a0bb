//! Making an account.

use leptos::prelude::*;
use life_circle_wire::accounts::{Me, SignUp, SignUpRequest, SignedIn};
use life_circle_wire::{ErrorCode, NoArgument};

use super::handle_field::HandleField;
use super::submit_button::SubmitButton;
use crate::account::PasswordField;
use crate::account::security::{MakeCodes, RecoveryCodeList};
use crate::data::action::{tell_screen, use_form_action};
use crate::data::error_note::field_errors;
use crate::kit::Field;
use crate::reactive::{derive, dynamic, on_click, on_submit};
use crate::text::parts::{say, say_with};

/// A form with name, handle and password, each with its own error. After sign-up it shows the
/// recovery codes.
#[component]
pub fn SignUpForm(
    /// The secret of the invitation link that led here; `None` if there was none.
    invitation: Option<String>,
    /// Called with the account after sign-up, which also signs in. If there are recovery codes,
    /// they are shown before.
    on_signed_in: Callback<Me>,
) -> impl IntoView {
    let invitation = StoredValue::new(invitation);
    let made = RwSignal::new(None::<SignedIn>);
    let signing_up = use_form_action();
    let handle = RwSignal::new(String::new());
    let display_name = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let send = move || {
        // If the last try failed because the link is gone, try again without it.
        if untrack(|| signing_up.is_refused(ErrorCode::LinkGone)) {
            invitation.set_value(None);
        }
        let request = SignUpRequest {
            handle: handle.get_untracked().trim().to_owned(),
            display_name: display_name.get_untracked(),
            password: password.get_untracked(),
            invitation: invitation.get_value().unwrap_or_default(),
            bearer: false,
        };
        signing_up.send::<SignUp>(NoArgument, request, move |signed_in| {
            // The recovery codes can only be shown now.
            made.try_set(Some(signed_in));
        });
    };
    let [of_name, of_handle, of_password, other] =
        field_errors(signing_up.error, ["display_name", "handle", "password", ""]);
    let form = move || {
        view! {
            <form class="form" on:submit=on_submit(send) novalidate>
                <Field
                    name="display_name"
                    label=say(|text| text.account.display_name)
                    hint=say(|text| text.account.display_name_hint)
                    error=of_name
                    value=display_name
                    kind=derive(|| "text")
                    autocomplete="name"
                />
                <HandleField value=handle error=of_handle is_new=true />
                <PasswordField value=password error=of_password is_new=true />
                <p class="field-error" role="alert">
                    {other}
                </p>
                <SubmitButton
                    label=|text| text.account.sign_up
                    busy_label=|text| text.account.signing_up
                    is_busy=signing_up.is_busy
                />
            </form>
        }
        .into_any()
    };
    dynamic(move || match made.get() {
        None => form(),
        Some(signed_in) => view! { <NewCodes signed_in on_signed_in /> }.into_any(),
    })
}

/// The recovery codes of a new account, and a button that goes on.
#[component]
fn NewCodes(
    /// The new account with its codes.
    signed_in: SignedIn,
    /// Called with the account after a tap on the button.
    on_signed_in: Callback<Me>,
) -> impl IntoView {
    let SignedIn {
        me, recovery_codes, ..
    } = signed_in;
    let go_on = on_click(move || tell_screen(on_signed_in, me.clone()));
    // The server shows codes once: its first answer didn't arrive.
    let are_lost = recovery_codes.is_empty();
    let codes = if are_lost {
        view! {
            <p class="notice">{say(|text| text.security.codes_lost)}</p>
            <MakeCodes />
        }
        .into_any()
    } else {
        view! { <RecoveryCodeList codes=recovery_codes /> }.into_any()
    };
    view! {
        <h2>{say(|text| text.security.recovery_codes)}</h2>
        {codes}
        <button
            type="button"
            class="button"
            data-kind=if are_lost { "quiet" } else { "primary" }
            on:click=go_on
        >
            {say_with(move |text| {
                if are_lost { text.security.proceed } else { text.security.go_on }
            })}
        </button>
    }
}
