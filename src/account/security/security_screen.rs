//! The screen for account security: passkeys, recovery codes, password, and leaving.

use leptos::prelude::*;
use life_circle_wire::security::{ReadSecurity, Security};
use life_circle_wire::{NoArgument, NoQuery};

use super::change_password::ChangePassword;
use super::leave_account::LeaveAccountButton;
use super::passkey_list::PasskeyList;
use super::recovery_codes::MakeCodes;
use crate::data::api::use_api;
use crate::data::load::{loaded, use_load};
use crate::kit::Dialog;
use crate::reactive::{effect, on_click};
use crate::routing::Route;
use crate::shell::InnerScreen;
use crate::text::parts::{say, say_with};

/// The screen at `/me/security`.
#[component]
pub fn SecurityScreen() -> impl IntoView {
    let api = use_api();
    let security =
        use_load(move || async move { api.read::<ReadSecurity>(&NoArgument, &NoQuery {}).await });
    let ways = loaded(security, move |found| {
        view! { <SignInWays security=found reload=security.reload /> }.into_any()
    });
    let is_changing = RwSignal::new(false);
    view! {
        <InnerScreen title=say_with(|text| text.security.security.to_owned()) otherwise=Route::Me>
            {ways}
            <section class="card security">
                <h2>{say(|text| text.account.password)}</h2>
                <button
                    type="button"
                    class="button"
                    on:click=on_click(move || is_changing.set(true))
                >
                    {say(|text| text.security.change_password)}
                </button>
                <Dialog
                    is_open=is_changing
                    title=say_with(|text| text.security.change_password.to_owned())
                >
                    <ChangePassword on_changed=Callback::new(move |()| is_changing.set(false)) />
                </Dialog>
            </section>
            <div class="sign-out">
                <LeaveAccountButton />
            </div>
        </InnerScreen>
    }
}

/// The ways to sign in besides the password: passkeys and recovery codes.
#[component]
fn SignInWays(
    /// The passkeys, and the number of recovery codes.
    security: Security,
    /// Reads the passkeys and the number of codes again.
    reload: Callback<()>,
) -> impl IntoView {
    let is_making = RwSignal::new(false);
    // Reload only after the dialog was closed: a reload redraws this part and would close the
    // dialog with the new codes.
    let mut was_making = false;
    effect(move || {
        let is_making = is_making.get();
        if was_making && !is_making {
            reload.run(());
        }
        was_making = is_making;
    });
    let left = security.recovery_codes;
    view! {
        <section class="card security">
            <PasskeyList passkeys=security.passkeys needs_passkey=security.needs_passkey reload />
        </section>
        <section class="card security">
            <h2>{say(|text| text.security.recovery_codes)}</h2>
            <p class="field-hint">
                {say_with(move |text| (text.security.recovery_codes_left)(left))}
            </p>
            <p class="field-hint">{say(|text| text.security.recovery_codes_hint)}</p>
            <button type="button" class="button" on:click=on_click(move || is_making.set(true))>
                {say(|text| text.security.make_codes)}
            </button>
            <Dialog
                is_open=is_making
                is_shown_once=true
                title=say_with(|text| text.security.recovery_codes.to_owned())
            >
                <MakeCodes />
            </Dialog>
        </section>
    }
}
