//! What the reader can do about somebody, depending on their relation.

use leptos::prelude::*;
use life_circle_wire::people::Relation;
use life_circle_wire::person::Person;

use crate::data::people::use_people;
use crate::kit::Icon;
use crate::people::requests::RequestDialog;
use crate::reactive::on_click;
use crate::text::parts::{PartsText, say, say_with};

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
        Relation::Me => badge(|text| text.people.its_you),
        Relation::Friend => badge(|text| text.people.is_friend),
        Relation::Requested => badge(|text| text.people.is_requested),
        Relation::Requesting => badge(|text| text.people.is_requesting),
        // Not reached: a search doesn't find people whom the reader blocks, and their own page
        // offers only to end the block.
        Relation::Blocked => ().into_any(),
    }
}

fn badge(label: fn(&'static PartsText) -> &'static str) -> AnyView {
    view! { <span class="badge">{say(label)}</span> }.into_any()
}
