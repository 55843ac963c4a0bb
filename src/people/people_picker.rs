//! Choosing some of one's friends.

use leptos::prelude::*;
use life_circle_wire::PersonId;
use life_circle_wire::friends::Friend;
use life_circle_wire::person::Person;

use super::avatar::Avatar;
use crate::data::api::ListState;
use crate::data::pager::PagerEnd;
use crate::kit::Icon;
use crate::reactive::{derive, effect, for_each, on_input};
use crate::text::parts::{say, say_with};

/// How many friends are shown at once. The search field finds the others.
const SHOWN: usize = 50;

/// Adds an item to the chosen ones, or removes it if it is chosen already.
pub fn toggle<T: PartialEq>(chosen: &mut Vec<T>, one: T) {
    match chosen.iter().position(|other| *other == one) {
        Some(place) => drop(chosen.remove(place)),
        None => chosen.push(one),
    }
}

/// Friends to choose from, and a field to find them by name.
#[component]
pub fn PeoplePicker(
    /// All that can be chosen, in their order.
    #[prop(into)]
    friends: Signal<Vec<Friend>>,
    /// How far they are read.
    #[prop(into)]
    state: Signal<ListState>,
    /// Reads the next page of friends.
    load_more: Callback<()>,
    /// Those who are chosen.
    #[prop(into)]
    chosen: Signal<Vec<PersonId>>,
    /// Called when the reader chooses a friend, or takes the choice back.
    on_toggle: Callback<Person>,
    /// The message that nobody else can be chosen; `None` if somebody can.
    #[prop(into)]
    full: Signal<Option<&'static str>>,
    /// The label of the list for screen readers.
    #[prop(into)]
    label: Signal<&'static str>,
    /// The message to show if there is nobody to choose from.
    #[prop(into)]
    empty: Signal<&'static str>,
) -> impl IntoView {
    let words = RwSignal::new(String::new());
    // Friends who were chosen before are first in the list. This order is fixed once all friends
    // are read or the reader taps one: a friend who is tapped doesn't move.
    let first = RwSignal::new(Vec::new());
    let is_known = StoredValue::new(false);
    effect(move || {
        let is_read = state.get() == ListState::End;
        if !is_known.get_value() {
            is_known.set_value(is_read);
            let mut chosen = chosen.get_untracked();
            chosen.sort_unstable();
            first.set(chosen);
        }
    });
    let found = derive(move || {
        let words = words.with(|words| words.trim().to_lowercase());
        let is_first =
            |friend: &&Friend| first.with(|first| first.binary_search(&friend.person.id).is_ok());
        friends.with(|friends| {
            let in_order = friends
                .iter()
                .filter(is_first)
                .chain(friends.iter().filter(|friend| !is_first(friend)));
            in_order
                .filter(|friend| friend.is_called(&words))
                .take(SHOWN)
                .map(|friend| friend.person.clone())
                .collect::<Vec<_>>()
        })
    });
    let nobody = say_with(move |text| {
        let is_all = state.get() == ListState::End;
        match found.with(Vec::is_empty) {
            true if is_all && friends.with(Vec::is_empty) => Some(empty.get()),
            true if is_all => Some(text.people.nobody_found),
            _ => None,
        }
    });
    let row = move |person: Person| {
        let id = person.id;
        let is_chosen = derive(move || chosen.with(|chosen| chosen.contains(&id)));
        let is_full = derive(move || full.get().is_some() && !is_chosen.get());
        let name = person.name().to_owned();
        let toggled = person.clone();
        let toggle = on_input(move || {
            is_known.set_value(true);
            on_toggle.run(toggled.clone());
        });
        view! {
            <li>
                <label
                    class="choice"
                    data-kind="row"
                    data-state=derive(move || is_full.get().then_some("disabled"))
                >
                    <input
                        type="checkbox"
                        prop:checked=is_chosen
                        disabled=is_full
                        on:change=toggle
                    />
                    <Avatar person />
                    <span>{name}</span>
                    <Icon name="check" />
                </label>
            </li>
        }
        .into_any()
    };
    view! {
        <label class="search">
            <Icon name="search" />
            <input
                type="search"
                autocomplete="off"
                spellcheck="false"
                aria-label=say(|text| text.people.find_friend)
                placeholder=say(|text| text.people.find_friend)
                bind:value=words
            />
        </label>
        <p class="field-error" role="status">
            {full}
        </p>
        <ul class="people-picker" aria-label=label>
            {for_each(move || found.get(), |person| person.id.to_string(), row)}
        </ul>
        <p class="field-hint">{nobody}</p>
        <PagerEnd state load_more end=derive(|| None) />
    }
}
