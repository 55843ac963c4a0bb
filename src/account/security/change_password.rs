//! Changing the password.

use leptos::prelude::*;
use life_circle_wire::NoArgument;
use life_circle_wire::security::{SetPassword, SetPasswordRequest};

use crate::account::PasswordField;
use crate::account::confirm_form::of_own_password;
use crate::data::action::{tell_screen, use_form_action};
use crate::data::error_note::field_errors;
use crate::data::toasts::use_toasts;
use crate::reactive::on_submit;
use crate::text::parts::{self, say};

/// A form with the current and the new password.
#[component]
pub fn ChangePassword(
    /// Called after the password was changed.
    on_changed: Callback<()>,
) -> impl IntoView {
    let changing = use_form_action();
    let toasts = use_toasts();
    let password = RwSignal::new(String::new());
    let new_password = RwSignal::new(String::new());
    let submit = on_submit(move || {
        let request = SetPasswordRequest {
            password: password.get_untracked(),
            new_password: new_password.get_untracked(),
        };
        changing.send::<SetPassword>(NoArgument, request, move |_| {
            toasts.say(|language| parts::of(language).actions.saved);
            tell_screen(on_changed, ());
        });
    });
    let [of_current, of_new] = field_errors(changing.error, ["password", "new_password"]);
    // Says "wrong password" instead of the general message, which also mentions the handle.
    let of_current = of_own_password(of_current, changing);
    view! {
        <form class="form" on:submit=submit novalidate>
            <p class="field-hint">{say(|text| text.security.change_password_hint)}</p>
            <PasswordField
                value=password
                error=of_current
                label=|text| text.security.current_password
            />
            <PasswordField
                name="new_password"
                value=new_password
                error=of_new
                label=|text| text.security.new_password
                is_new=true
            />
            <button type="submit" class="button" data-kind="primary" disabled=changing.is_busy>
                {say(|text| text.security.change_password)}
            </button>
        </form>
    }
}
