//! Signing in.

use leptos::prelude::*;
use life_circle_wire::accounts::{Me, SignIn, SignInRequest, SignedIn};
use life_circle_wire::{ErrorCode, NoArgument};

use crate::account::PasswordField;
use crate::account::security::{
    PasskeyError, knows_passkeys, passkey_error_text, sign_in_with_passkey,
};
use crate::data::action::tell_screen;
use crate::data::api::{Api, use_api};
use crate::kit::Field;
use crate::reactive::{Show, derive, on_click, on_submit, spawn_local};
use crate::text::parts::{say, say_with};
use crate::text::use_language;

/// The method to sign in with. The form remembers it, so that "keep my account" uses the same
/// method again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Password,
    Passkey,
}

/// Handle and password, or a passkey.
#[component]
pub fn SignInForm(
    /// Called with the account after signing in.
    on_signed_in: Callback<Me>,
) -> impl IntoView {
    let api = use_api();
    let language = use_language();
    let handle = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let is_busy = RwSignal::new(false);
    let error = RwSignal::new(None::<PasskeyError>);
    let way = StoredValue::new(Way::Password);
    let try_with = move |keep_account: bool| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        error.set(None);
        let request = SignInRequest {
            handle: handle.get_untracked(),
            password: password.get_untracked(),
            keep_account,
            bearer: false,
        };
        spawn_local(async move {
            let outcome = match way.get_value() {
                Way::Password => sign_in(api, &request).await,
                Way::Passkey => sign_in_with_passkey(api, keep_account).await,
            };
            match outcome {
                Ok(signed_in) => tell_screen(on_signed_in, signed_in.me),
                Err(reason) => {
                    error.try_set(Some(reason));
                    is_busy.try_set(false);
                }
            }
        });
    };
    let submit = on_submit(move || {
        way.set_value(Way::Password);
        try_with(false);
    });
    let with_passkey = on_click(move || {
        way.set_value(Way::Passkey);
        try_with(false);
    });
    let message = move |is_of_password: bool| {
        let is_wrong = |error: &PasskeyError| error.is_refusal(ErrorCode::WrongCredentials);
        let error = error
            .get()
            .filter(|error| is_wrong(error) == is_of_password);
        error.map(|error| passkey_error_text(&error, language.get()))
    };
    let is_leaving = derive(move || {
        let is_leaving = |error: &PasskeyError| error.is_refusal(ErrorCode::AccountLeaving);
        error.with(|error| error.as_ref().is_some_and(is_leaving))
    });
    let passkey = knows_passkeys().then(|| {
        view! {
            <button type="button" class="button" disabled=is_busy on:click=with_passkey>
                {say(|text| text.security.sign_in_passkey)}
            </button>
        }
    });
    view! {
        <form class="account-form" on:submit=submit novalidate>
            <Field
                name="handle"
                label=say(|text| text.account.handle)
                error=derive(|| None)
                value=handle
                kind=derive(|| "text")
                autocomplete="username"
            />
            <PasswordField value=password error=derive(move || message(true)) />
            <p class="field-error" role="alert">
                {derive(move || message(false))}
            </p>
            <Show when=is_leaving>
                <button
                    type="button"
                    class="button"
                    data-kind="primary"
                    on:click=on_click(move || try_with(true))
                >
                    {say(|text| text.security.keep_account)}
                </button>
            </Show>
            <button
                type="submit"
                class="button"
                data-kind=derive(move || (!is_leaving.get()).then_some("primary"))
                disabled=is_busy
            >
                {say_with(move |text| {
                    if is_busy.get() { text.account.signing_in } else { text.account.sign_in }
                })}
            </button>
            {passkey}
        </form>
    }
}

async fn sign_in(api: Api, request: &SignInRequest) -> Result<SignedIn, PasskeyError> {
    Ok(api.write::<SignIn>(&NoArgument, request, None).await?)
}
