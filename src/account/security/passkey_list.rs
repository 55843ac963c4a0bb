//! The list of my passkeys, and the form to add one.

use leptos::prelude::*;
use life_circle_wire::NoArgument;
use life_circle_wire::accounts::PasswordRequest;
use life_circle_wire::security::{
    Passkey, RemovePasskey, SetPasskeyNeeded, SetPasskeyNeededRequest,
};

use super::passkeys::{Stopped, add_passkey, knows_passkeys};
use crate::account::PasswordField;
use crate::account::confirm_form::{ConfirmDialog, of_own_password};
use crate::data::action::{tell_screen, use_form_action};
use crate::data::api::use_api;
use crate::data::error_note::field_errors;
use crate::kit::{Dialog, Field, Icon, Switch, date_text, point_in_time_text};
use crate::reactive::{derive, on_click, on_submit};
use crate::text::parts::{say, say_of, say_with};
use crate::text::{parts, use_language};

/// All my passkeys, and a button to add one.
#[component]
pub fn PasskeyList(
    /// The passkeys, the oldest first.
    passkeys: Vec<Passkey>,
    /// Whether signing in needs one of them.
    needs_passkey: bool,
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
        {(!is_empty).then(|| view! { <PasskeyNeeded needs_passkey reload /> })}
        <Dialog is_open title=say_with(|text| text.security.add_passkey.to_owned())>
            <PasskeyForm on_added=added />
        </Dialog>
    }
}

/// A passkey, and a button to remove it.
#[component]
fn PasskeyRow(
    /// The passkey to show.
    passkey: Passkey,
    /// Reads the passkeys again.
    reload: Callback<()>,
) -> impl IntoView {
    let api = use_api();
    let language = use_language();
    let is_open = RwSignal::new(false);
    let Passkey {
        id,
        created_at,
        used_at,
        ..
    } = passkey;
    let name = Signal::stored(passkey.name);
    let remove = Callback::new(move |password: String| {
        Box::pin(async move {
            api.write::<RemovePasskey>(&id, &PasswordRequest { password }, None)
                .await?;
            tell_screen(reload, ());
            Ok(())
        }) as _
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
                    {name.get_untracked()}
                </p>
                <p class="row-detail">{when}</p>
            </div>
            <button
                type="button"
                class="link-button"
                aria-label=say_of(name, |text| text.security.remove_passkey_of)
                on:click=on_click(move || is_open.set(true))
            >
                {say(|text| text.common.delete)}
            </button>
            <ConfirmDialog
                is_open
                title=say_of(name, |text| text.security.remove_passkey_of)
                hint=|text| text.security.remove_passkey_hint
                label=|text| text.common.delete
                kind="danger"
                action=remove
            />
        </li>
    }
}

/// The switch that makes a passkey necessary. It changes after the password was typed.
#[component]
fn PasskeyNeeded(
    /// Whether signing in needs a passkey.
    needs_passkey: bool,
    /// Reads the passkeys again.
    reload: Callback<()>,
) -> impl IntoView {
    let api = use_api();
    let is_open = RwSignal::new(false);
    // Between the tap and the password, the switch stands where it will be.
    let is_on = derive(move || needs_passkey != is_open.get());
    let change = Callback::new(move |password: String| {
        Box::pin(async move {
            let request = SetPasskeyNeededRequest {
                password,
                needs_passkey: !needs_passkey,
            };
            api.write::<SetPasskeyNeeded>(&NoArgument, &request, None)
                .await?;
            tell_screen(reload, ());
            Ok(())
        }) as _
    });
    view! {
        <Switch
            label=say(|text| text.security.need_passkey)
            hint=say(|text| text.security.need_passkey_hint)
            is_on
            on_change=Callback::new(move |_| is_open.set(true))
        />
        <ConfirmDialog
            is_open
            title=say_with(|text| text.security.need_passkey.to_owned())
            hint=if needs_passkey {
                |text| text.security.need_passkey_off
            } else {
                |text| text.security.need_passkey_hint
            }
            label=|text| text.actions.save
            action=change
        />
    }
}

/// The form to add a passkey.
#[component]
fn PasskeyForm(
    /// Called after the passkey was added.
    on_added: Callback<()>,
) -> impl IntoView {
    let api = use_api();
    let adding = use_form_action();
    let password = RwSignal::new(String::new());
    let name = RwSignal::new(String::new());
    let stopped = RwSignal::new(None::<Stopped>);
    let submit = on_submit(move || {
        stopped.set(None);
        let added = add_passkey(api, password.get_untracked(), name.get_untracked());
        adding.run(async move {
            match added.await? {
                Ok(()) => tell_screen(on_added, ()),
                Err(reason) => _ = stopped.try_set(Some(reason)),
            }
            Ok(())
        });
    });
    // An error of no field is shown under the last field, the password.
    let [of_name, of_password] = field_errors(adding.error, ["name", "password"]);
    let of_password = of_own_password(of_password, adding);
    let of_password = say_with(move |text| match stopped.get() {
        Some(reason) => Some(reason(text)),
        None => of_password.get(),
    });
    view! {
        <form class="form" on:submit=submit novalidate>
            <Field
                name="passkey"
                label=say(|text| text.security.passkey_name)
                hint=say(|text| text.security.passkey_name_hint)
                error=of_name
                value=name
                kind=derive(|| "text")
                autocomplete="off"
            />
            <PasswordField value=password error=of_password />
            <button type="submit" class="button" data-kind="primary" disabled=adding.is_busy>
                {say(|text| text.security.add_passkey)}
            </button>
        </form>
    }
}
