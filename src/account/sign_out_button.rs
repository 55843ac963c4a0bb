//! The button that signs this device out.

use std::future::pending;

use leptos::prelude::*;

use crate::data::action::use_action;
use crate::data::session::use_session;
use crate::kit::{Confirmation, Icon};
use crate::outbox::use_outbox;
use crate::reactive::on_click;
use crate::routing::navigator::load_sign_in;
use crate::text::parts::{say, say_with};

/// A button that signs this device out. It then loads a new page, so that this tab forgets what it
/// has read. What wasn't sent is deleted, too: the next person at this device must not find it. So
/// it asks if there is something.
#[component]
pub fn SignOutButton() -> impl IntoView {
    let session = use_session();
    let outbox = use_outbox();
    let signing_out = use_action();
    let is_asking = RwSignal::new(false);
    let sign_out = move || {
        signing_out.run(async move {
            session.sign_out().await?;
            outbox.forget_unsent().await;
            load_sign_in();
            // The button stays busy until the new page is there.
            pending().await
        });
    };
    let tapped = on_click(move || {
        if outbox.has_unsent() {
            is_asking.set(true);
        } else {
            sign_out();
        }
    });
    view! {
        <button type="button" class="button" disabled=signing_out.is_busy on:click=tapped>
            <Icon name="log-out" />
            {say(|text| text.account.sign_out)}
        </button>
        <Confirmation
            is_asking
            label=say(|text| text.account.sign_out_unsent)
            question=say_with(|text| text.account.sign_out_question.to_owned())
            explanation=say(|text| text.account.sign_out_explained)
            is_busy=signing_out.is_busy
            on_confirm=Callback::new(move |()| sign_out())
        />
    }
}
