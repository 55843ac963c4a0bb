//! Leaving: the button that starts the deletion of the account, and the note afterwards.

use std::future::pending;

use leptos::prelude::*;
use life_circle_wire::NoArgument;
use life_circle_wire::accounts::PasswordRequest;
use life_circle_wire::security::{Departure, LeaveAccount};

use crate::account::confirm_form::ConfirmDialog;
use crate::account::departure::{keep_departure, take_departure};
use crate::data::api::use_api;
use crate::data::session::use_session;
use crate::kit::day_and_time_text;
use crate::outbox::use_outbox;
use crate::reactive::on_click;
use crate::routing::navigator::load_sign_in;
use crate::text::parts::{say, say_with};
use crate::text::{parts, use_language};

/// A note, shown once, to somebody who has just left. It says until when they can keep the account.
#[component]
pub fn LeftNote() -> impl IntoView {
    let language = use_language();
    take_departure().map(|Departure { leaves_at }| {
        let said = move || {
            (parts::of(language.get()).security.account_left)(&day_and_time_text(
                leaves_at,
                language.get(),
            ))
        };
        view! { <p role="status">{said}</p> }
    })
}

/// A button that opens a dialog. The dialog explains what will happen and asks for the password.
#[component]
pub fn LeaveAccountButton() -> impl IntoView {
    let api = use_api();
    let outbox = use_outbox();
    let session = use_session();
    let is_open = RwSignal::new(false);
    let leave = Callback::new(move |password: String| {
        Box::pin(async move {
            let departure = api
                .write::<LeaveAccount>(&NoArgument, &PasswordRequest { password }, None)
                .await?;
            keep_departure(departure);
            outbox.forget_unsent().await;
            session.leave().await;
            load_sign_in();
            // The form stays busy until the new page is there.
            pending().await
        }) as _
    });
    view! {
        <button
            type="button"
            class="button"
            data-kind="quiet"
            on:click=on_click(move || is_open.set(true))
        >
            {say(|text| text.security.leave_account)}
        </button>
        <ConfirmDialog
            is_open
            title=say_with(|text| text.security.leave_account.to_owned())
            hint=|text| text.security.leave_explained
            label=|text| text.security.leave_account
            kind="danger"
            action=leave
        />
    }
}
