//! The button that ends a friendship.

use leptos::prelude::*;
use life_circle_wire::Nothing;
use life_circle_wire::friends::RemoveFriend;
use life_circle_wire::person::Person;

use crate::data::action::{tell_screen, use_action};
use crate::data::people::use_people;
use crate::data::toasts::use_toasts;
use crate::kit::ConfirmInDialogButton;
use crate::people::roster::use_roster;
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
    let handle = StoredValue::new(person.handle.clone());
    let name = use_people().name(&person);
    let remove = Callback::new(move |()| {
        removing.send::<RemoveFriend>(handle.get_value(), Nothing {}, move |_| {
            toasts.say(|language| parts::of(language).people.friend_removed);
            roster.friends_changed();
            tell_screen(on_removed, ());
        });
    });
    view! {
        <ConfirmInDialogButton
            label=say(|text| text.people.remove_friend)
            question=say_of(name, |text| text.people.remove_friend_question)
            explanation=say(|text| text.people.remove_friend_explained)
            is_busy
            on_confirm=remove
        />
    }
}
