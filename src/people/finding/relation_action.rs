//! What the reader can do about somebody, depending on their relation.

use leptos::prelude::*;
use life_circle_wire::people::Relation;
use life_circle_wire::person::Person;

use crate::data::people::use_people;
use crate::kit::Icon;
use crate::people::requests::RequestDialog;
use crate::reactive::on_click;
use crate::text::parts::{say, say_with};

/// For a stranger, a button to add them as a friend. For everybody else, a badge that names the
/// relation.
#[component]
pub fn RelationAction(
    /// The person to add, or to show the relation of.
    person: Person,
    /// The relation between the person and the reader.
    relation: Relation,
    /// Called after a friend request was sent.
    on_changed: Callback<()>,
) -> impl IntoView {
    let is_asking = RwSignal::new(false);
    let name = use_people().name(&person);
    match relation {
        Relation::Stranger => view! {
            <button
                type="button"
                class="button"
                data-kind="primary"
                aria-label=say_with(move |text| {
                    name.with(|name| {
                        format!("{}{}{name}", text.common.add_friend, text.common.colon)
                    })
                })
                on:click=on_click(move || is_asking.set(true))
            >
                <Icon name="user-plus" />
                {say(|text| text.common.add_friend)}
            </button>
            <RequestDialog person is_open=is_asking on_sent=on_changed />
        }
        .into_any(),
        known => {
            let label = say_with(move |text| match known {
                Relation::Me => text.people.its_you,
                Relation::Friend => text.people.is_friend,
                Relation::Requested => text.people.is_requested,
                Relation::Requesting | Relation::Stranger | Relation::Blocked => {
                    text.people.is_requesting
                }
            });
            view! { <span class="badge">{label}</span> }.into_any()
        }
    }
}
