//! The button that signs this device out.

use std::future::pending;

use leptos::prelude::*;

use crate::data::action::use_action;
use crate::data::session::use_session;
use crate::kit::Icon;
use crate::reactive::on_click;
use crate::routing::navigator::load_sign_in;
use crate::text::parts::say;

/// A button that signs this device out. It then loads a new page, so that this tab forgets what it
/// has read.
#[component]
pub fn SignOutButton() -> impl IntoView {
    let session = use_session();
    let signing_out = use_action();
    let sign_out = on_click(move || {
        signing_out.run(async move {
            session.sign_out().await?;
            load_sign_in();
            // The button stays busy until the new page is there.
            pending().await
        });
    });
    view! {
        <button type="button" class="button" disabled=signing_out.is_busy on:click=sign_out>
            <Icon name="log-out" />
            {say(|text| text.account.sign_out)}
        </button>
    }
}
