//! Choosing friends to remind to look at a moment.

use leptos::prelude::*;
use life_circle_wire::limits::MENTIONS_MOST;
use life_circle_wire::person::Person;

use crate::data::people::use_people;
use crate::kit::Icon;
use crate::moments::audience::AudienceForm;
use crate::people::PeoplePicker;
use crate::people::roster::use_roster;
use crate::reactive::{Show, derive, effect, on_click};
use crate::text::parts::{say, say_with};

/// Shows the friends whom the moment reminds, and opens the list to choose them from.
#[component]
pub fn ReminderPicker(
    /// The chosen friends, in the order they were chosen.
    reminded: RwSignal<Vec<Person>>,
    /// The moment's audience. Only friends who will see the moment can be reminded.
    audience: AudienceForm,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let element = NodeRef::<leptos::html::Div>::new();
    // The list of friends opens below the visible part of the form, so scroll to it.
    effect(move || {
        if let Some(element) = element.get().filter(|_| is_open.get()) {
            request_animation_frame(move || element.scroll_into_view());
        }
    });
    let known = use_people();
    let chosen = say_with(move |text| match reminded_of(reminded, audience) {
        none if none.is_empty() => text.compose.remind_hint.to_owned(),
        people => text.join_names(people.iter().map(|person| known.name_now(person))),
    });
    view! {
        <div class="reminders" node_ref=element>
            <button
                type="button"
                class="choice"
                data-kind="row"
                aria-expanded=derive(move || is_open.get().to_string())
                on:click=on_click(move || is_open.update(|open| *open = !*open))
            >
                <Icon name="at-sign" />
                <span>
                    <strong>{say(|text| text.compose.remind)}</strong>
                    <small>{chosen}</small>
                </span>
                <Icon name="chevron-right" />
            </button>
            <Show when=is_open>
                <Friends reminded audience />
            </Show>
        </div>
    }
}

/// The chosen friends who will see the moment. A friend whom another audience excludes isn't
/// reminded, but stays chosen in case the audience is changed back. All chosen friends while the
/// reach isn't known.
pub fn reminded_of(reminded: RwSignal<Vec<Person>>, audience: AudienceForm) -> Vec<Person> {
    let is_reached = |person: &&Person| !audience.is_known() || audience.includes(person.id);
    reminded.with(|people| people.iter().filter(is_reached).cloned().collect())
}

/// The friends to choose from.
#[component]
fn Friends(
    /// The chosen friends, in the order they were chosen.
    reminded: RwSignal<Vec<Person>>,
    /// The moment's audience: only friends who will see the moment are listed.
    audience: AudienceForm,
) -> impl IntoView {
    let friends = use_roster().friends;
    friends.read_all(|| true);
    let toggle = Callback::new(move |person: Person| {
        reminded.update(
            |people| match people.iter().position(|other| other.id == person.id) {
                Some(index) => drop(people.remove(index)),
                None => people.push(person),
            },
        );
    });
    let empty = say_with(move |text| {
        if friends.items.with(Vec::is_empty) {
            text.people.friends_empty_title
        } else {
            text.compose.remind_nobody
        }
    });
    view! {
        <PeoplePicker
            friends=derive(move || {
                friends
                    .items
                    .with(|friends| {
                        friends
                            .iter()
                            .filter(|friend| audience.includes(friend.person.id))
                            .cloned()
                            .collect()
                    })
            })
            state=friends.state
            load_more=Callback::new(move |()| friends.load_more())
            chosen=derive(move || {
                reminded.with(|people| people.iter().map(|person| person.id).collect())
            })
            on_toggle=toggle
            full=say_with(move |text| {
                (reminded_of(reminded, audience).len() >= MENTIONS_MOST)
                    .then_some(text.compose.remind_most)
            })
            label=say(|text| text.compose.remind)
            empty
        />
    }
}
