//! The button that ends a friendship.

use leptos::prelude::*;
use life_circle_wire::Nothing;
use life_circle_wire::friends::RemoveFriend;
use life_circle_wire::person::Person;

use crate::data::action::{tell_screen, use_action};
use crate::data::people::use_people;
use crate::data::toasts::use_toasts;
use crate::kit::Dialog;
use crate::people::roster::use_roster;
use crate::reactive::on_click;
use crate::text::parts;
use crate::text::parts::{say, say_of};

/// A button that ends a friendship after a confirmation.
#[component]
pub fn RemoveButton(
    /// The friend to remove.
    person: Person,
    /// Called after the friendship has ended.
    on_removed: Callback<()>,
) -> impl IntoView {
    let removing = use_action();
    let is_busy = removing.is_busy;
    let toasts = use_toasts();
    let roster = use_roster();
    let is_asking = RwSignal::new(false);
    let handle = StoredValue::new(person.handle.clone());
    let name = use_people().name(&person);
    let remove = move || {
        // Close the dialog first: it would cover the toast.
        is_asking.set(false);
        removing.send::<RemoveFriend>(handle.get_value(), Nothing {}, move |_| {
            toasts.say(|language| parts::of(language).people.friend_removed);
            roster.friends_changed();
            tell_screen(on_removed, ());
        });
    };
    let title = say_of(name, |text| text.people.remove_friend_question);
    view! {
        <button
            type="button"
            class="button"
            data-kind="quiet"
            data-tone="danger"
            on:click=on_click(move || is_asking.set(true))
        >
            {say(|text| text.people.remove_friend)}
        </button>
        <Dialog is_open=is_asking title>
            <p>{say(|text| text.people.remove_friend_explained)}</p>
            <div class="dialog-buttons">
                <button
                    type="button"
                    class="button"
                    on:click=on_click(move || is_asking.set(false))
                >
                    {say(|text| text.common.cancel)}
                </button>
                <button
                    type="button"
                    class="button"
                    data-kind="danger"
                    disabled=is_busy
                    on:click=on_click(remove)
                >
                    {say(|text| text.people.remove_friend)}
                </button>
            </div>
        </Dialog>
    }
}
