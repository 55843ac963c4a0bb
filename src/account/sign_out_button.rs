//! The button that signs this device out.

use std::future::pending;

use leptos::prelude::*;

use crate::data::action::use_action;
use crate::data::session::use_session;
use crate::kit::Icon;
use crate::outbox::use_outbox;
use crate::reactive::on_click;
use crate::routing::navigator::load_sign_in;
use crate::text::parts::say_with;

/// A button that signs this device out. It then loads a new page, so that this tab forgets what it
/// has read. What wasn't sent is deleted, too: the next person at this device must not find it. So
/// the button asks first.
#[component]
pub fn SignOutButton() -> impl IntoView {
    let session = use_session();
    let outbox = use_outbox();
    let signing_out = use_action();
    let asks = RwSignal::new(false);
    let sign_out = on_click(move || {
        if !asks.get_untracked() && outbox.has_unsent() {
            return asks.set(true);
        }
        signing_out.run(async move {
            session.sign_out().await?;
            outbox.forget_unsent().await;
            load_sign_in();
            // The button stays busy until the new page is there.
            pending().await
        });
    });
    let label = say_with(move |text| {
        if asks.get() {
            text.account.sign_out_unsent
        } else {
            text.account.sign_out
        }
    });
    let hint = say_with(move |text| {
        if asks.get() {
            text.account.sign_out_unsent_hint
        } else {
            ""
        }
    });
    view! {
        <p class="field-hint" role="status">
            {hint}
        </p>
        <button type="button" class="button" disabled=signing_out.is_busy on:click=sign_out>
            <Icon name="log-out" />
            {label}
        </button>
    }
}
