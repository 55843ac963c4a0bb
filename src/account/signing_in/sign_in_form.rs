//! The form to sign in, with a password or a passkey.

use leptos::prelude::*;
use life_circle_wire::accounts::{Me, SignIn, SignInRequest};
use life_circle_wire::{ErrorCode, NoArgument};

use super::handle_field::HandleField;
use super::submit_button::SubmitButton;
use crate::account::PasswordField;
use crate::account::security::{Stopped, knows_passkeys, sign_in_with_passkey};
use crate::data::action::{Action, tell_screen, use_form_action};
use crate::data::api::{Api, use_api};
use crate::data::error_note::form_error_text;
use crate::reactive::{Show, derive, on_click, on_submit};
use crate::text::parts::say;
use crate::text::{parts, use_language};

/// The method to sign in with. The form remembers it, so that "keep my account" uses the same
/// method again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Password,
    Passkey,
}

/// The fields of the form, and the outcome of its last try.
#[derive(Clone, Copy)]
struct SigningIn {
    handle: RwSignal<String>,
    password: RwSignal<String>,
    way: StoredValue<Way>,
    trying: Action,
    /// Why the browser gave no passkey in the last try; `None` if it was asked for none.
    stopped: RwSignal<Option<Stopped>>,
    api: Api,
    on_signed_in: Callback<Me>,
}

fn use_signing_in(on_signed_in: Callback<Me>) -> SigningIn {
    SigningIn {
        handle: RwSignal::new(String::new()),
        password: RwSignal::new(String::new()),
        way: StoredValue::new(Way::Password),
        trying: use_form_action(),
        stopped: RwSignal::new(None),
        api: use_api(),
        on_signed_in,
    }
}

impl SigningIn {
    /// Remembers the method and tries it.
    fn begin(self, way: Way) {
        self.way.set_value(way);
        self.try_with(false);
    }

    /// Tries the remembered method, unless a try is running.
    fn try_with(self, keep_account: bool) {
        self.stopped.set(None);
        let request = SignInRequest {
            handle: self.handle.get_untracked(),
            password: self.password.get_untracked(),
            keep_account,
            bearer: false,
        };
        let way = self.way.get_value();
        self.trying.run(async move {
            let outcome = match way {
                Way::Password => {
                    let answer = self.api.write::<SignIn>(&NoArgument, &request, None);
                    Ok(answer.await?)
                }
                Way::Passkey => sign_in_with_passkey(self.api, keep_account).await?,
            };
            match outcome {
                Ok(signed_in) => tell_screen(self.on_signed_in, signed_in.me),
                Err(reason) => _ = self.stopped.try_set(Some(reason)),
            }
            Ok(())
        });
    }

    /// The message for wrong credentials, to show at the password, or the one for any other error.
    fn use_message(self, is_of_password: bool) -> Signal<Option<&'static str>> {
        let language = use_language();
        derive(move || {
            let language = language.get();
            if let Some(reason) = self.stopped.get() {
                return (!is_of_password).then(|| reason(parts::of(language)));
            }
            let error = self.trying.error.get()?;
            let is_wrong = error.is_refusal(ErrorCode::WrongCredentials);
            (is_wrong == is_of_password).then(|| form_error_text(&error, language))
        })
    }
}

/// Handle and password, or a passkey.
#[component]
pub fn SignInForm(
    /// Called with the account after signing in.
    on_signed_in: Callback<Me>,
) -> impl IntoView {
    let signing_in = use_signing_in(on_signed_in);
    let SigningIn {
        handle, password, ..
    } = signing_in;
    let is_busy = signing_in.trying.is_busy;
    let of_password = signing_in.use_message(true);
    let other = signing_in.use_message(false);
    let is_leaving = derive(move || signing_in.trying.is_refused(ErrorCode::AccountLeaving));
    let passkey = knows_passkeys().then(|| {
        let with_passkey = on_click(move || signing_in.begin(Way::Passkey));
        view! {
            <button type="button" class="button" disabled=is_busy on:click=with_passkey>
                {say(|text| text.security.sign_in_passkey)}
            </button>
        }
    });
    let submit = on_submit(move || signing_in.begin(Way::Password));
    view! {
        <form class="form" on:submit=submit novalidate>
            <HandleField value=handle />
            <PasswordField value=password error=of_password />
            <p class="field-error" role="alert">
                {other}
            </p>
            <Show when=is_leaving>
                <button
                    type="button"
                    class="button"
                    data-kind="primary"
                    on:click=on_click(move || signing_in.try_with(true))
                >
                    {say(|text| text.security.keep_account)}
                </button>
            </Show>
            <SubmitButton
                label=|text| text.account.sign_in
                busy_label=|text| text.account.signing_in
                is_busy
                is_secondary=is_leaving
            />
            {passkey}
        </form>
    }
}
