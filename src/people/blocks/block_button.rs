//! The buttons to block and to unblock somebody.

use leptos::prelude::*;
use life_circle_wire::blocks::{SetBlocked, SetBlockedRequest};
use life_circle_wire::person::Person;

use crate::data::action::{tell_screen, use_action};
use crate::data::people::use_people;
use crate::data::toasts::use_toasts;
use crate::kit::ConfirmInDialogButton;
use crate::people::roster::use_roster;
use crate::reactive::on_click;
use crate::text::parts;
use crate::text::parts::{say, say_of};

/// A button that blocks somebody after a confirmation.
#[component]
pub fn BlockButton(
    /// The person to block.
    person: Person,
    /// Called after the person was blocked.
    on_changed: Callback<()>,
) -> impl IntoView {
    let name = use_people().name(&person);
    let (is_busy, set_blocked) = use_blocking(person, on_changed);
    view! {
        <ConfirmInDialogButton
            label=say(|text| text.people.block)
            question=say_of(name, |text| text.people.block_question)
            explanation=say(|text| text.people.block_explained)
            is_busy
            on_confirm=Callback::new(move |()| set_blocked.run(true))
        />
    }
}

/// A button that unblocks somebody.
#[component]
pub fn UnblockButton(
    /// The person to unblock.
    person: Person,
    /// Called after the person was unblocked.
    on_changed: Callback<()>,
) -> impl IntoView {
    let name = use_people().name(&person);
    let (is_busy, set_blocked) = use_blocking(person, on_changed);
    view! {
        <button
            type="button"
            class="button"
            disabled=is_busy
            aria-label=say_of(name, |text| text.people.unblock_named)
            on:click=on_click(move || set_blocked.run(false))
        >
            {say(|text| text.people.unblock)}
        </button>
    }
}

/// Returns whether a request is on its way, and a callback that blocks (`true`) or unblocks
/// (`false`) the person.
fn use_blocking(person: Person, on_changed: Callback<()>) -> (RwSignal<bool>, Callback<bool>) {
    let blocking = use_action();
    let toasts = use_toasts();
    let roster = use_roster();
    let handle = StoredValue::new(person.handle);
    let set = Callback::new(move |blocked| {
        let request = SetBlockedRequest { blocked };
        blocking.send::<SetBlocked>(handle.get_value(), request, move |_| {
            toasts.say(if blocked {
                |language| parts::of(language).people.is_blocked
            } else {
                |language| parts::of(language).people.is_unblocked
            });
            roster.friends_changed();
            tell_screen(on_changed, ());
        });
    });
    (blocking.is_busy, set)
}
