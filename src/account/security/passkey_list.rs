//! My passkeys.

use leptos::prelude::*;
use life_circle_wire::security::{Passkey, RemovePasskey};
use life_circle_wire::{ErrorCode, Nothing};

use super::passkeys::{PasskeyError, add_passkey, knows_passkeys, passkey_error_text};
use crate::account::PasswordField;
use crate::data::action::{tell_screen, use_action};
use crate::data::api::{ApiError, use_api};
use crate::kit::{Dialog, Field, Icon, SureButton, date_text, point_in_time_text};
use crate::reactive::{derive, on_click, on_submit, spawn_local};
use crate::text::parts::{say, say_with};
use crate::text::{parts, use_language};

/// All my passkeys, and a button to add one.
#[component]
pub fn PasskeyList(
    /// The passkeys, the oldest first.
    passkeys: Vec<Passkey>,
    /// Reads the passkeys again.
    reload: Callback<()>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let is_empty = passkeys.is_empty();
    let rows = passkeys
        .into_iter()
        .map(|passkey| view! { <PasskeyRow passkey reload /> })
        .collect_view();
    let added = Callback::new(move |()| {
        is_open.set(false);
        reload.run(());
    });
    let add = if knows_passkeys() {
        view! {
            <button type="button" class="button" on:click=on_click(move || is_open.set(true))>
                {say(|text| text.security.add_passkey)}
            </button>
        }
        .into_any()
    } else {
        view! { <p class="field-hint">{say(|text| text.security.passkeys_unsupported)}</p> }
            .into_any()
    };
    view! {
        <h2>{say(|text| text.security.passkeys)}</h2>
        <p class="field-hint">{say(|text| text.security.passkeys_hint)}</p>
        {is_empty
            .then(|| view! { <p class="row-detail">{say(|text| text.security.no_passkeys)}</p> })}
        {(!is_empty).then(|| view! { <ul class="row-list">{rows}</ul> })}
        {add}
        <Dialog is_open title=say_with(|text| text.security.add_passkey.to_owned())>
            <PasskeyForm on_added=added />
        </Dialog>
    }
}

#[component]
fn PasskeyRow(passkey: Passkey, reload: Callback<()>) -> impl IntoView {
    let removing = use_action();
    let language = use_language();
    let Passkey {
        id,
        created_at,
        used_at,
        ..
    } = passkey;
    let name = StoredValue::new(passkey.name);
    let remove = Callback::new(move |()| {
        removing.send::<RemovePasskey>(id, Nothing {}, move |_| tell_screen(reload, ()));
    });
    let when = move || {
        let language = language.get();
        let text = parts::of(language);
        match used_at {
            Some(time) => (text.security.passkey_used)(&point_in_time_text(time, language)),
            None => (text.security.passkey_made)(&date_text(created_at, language)),
        }
    };
    view! {
        <li class="row">
            <Icon name="lock" />
            <div class="row-text">
                <p class="row-title" dir="auto">
                    {name.get_value()}
                </p>
                <p class="row-detail">{when}</p>
            </div>
            <SureButton
                label=|text| text.common.delete
                name=say_with(move |text| {
                    name.with_value(|name| (text.security.remove_passkey_of)(name))
                })
                action=remove
            />
        </li>
    }
}

#[component]
fn PasskeyForm(on_added: Callback<()>) -> impl IntoView {
    let api = use_api();
    let language = use_language();
    let password = RwSignal::new(String::new());
    let name = RwSignal::new(String::new());
    let is_busy = RwSignal::new(false);
    let error = RwSignal::new(None::<PasskeyError>);
    let submit = on_submit(move || {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        error.set(None);
        spawn_local(async move {
            match add_passkey(api, password.get_untracked(), name.get_untracked()).await {
                Ok(()) => tell_screen(on_added, ()),
                Err(reason) => {
                    error.try_set(Some(reason));
                }
            }
            is_busy.try_set(false);
        });
    });
    // An error of no field is shown under the last field, the password.
    let error_of = move |is_name: bool| {
        derive(move || {
            let error = error.get()?;
            let of_name = matches!(
                &error,
                PasskeyError::Refused(ApiError::Refused { field: Some(field), .. })
                    if field == "name"
            );
            (of_name == is_name).then(|| match &error {
                // The form asks for no username.
                refused if refused.is_refusal(ErrorCode::WrongCredentials) => {
                    parts::of(language.get()).security.password_wrong
                }
                other => passkey_error_text(other, language.get()),
            })
        })
    };
    view! {
        <form class="account-form" on:submit=submit novalidate>
            <Field
                name="passkey"
                label=say(|text| text.security.passkey_name)
                hint=say(|text| text.security.passkey_name_hint)
                error=error_of(true)
                value=name
                kind=derive(|| "text")
                autocomplete="off"
            />
            <PasswordField value=password error=error_of(false) />
            <button type="submit" class="button" data-kind="primary" disabled=is_busy>
                {say(|text| text.security.add_passkey)}
            </button>
        </form>
    }
}
