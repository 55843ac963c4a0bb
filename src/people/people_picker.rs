//! Choosing some of one's friends.

use leptos::prelude::*;
use life_circle_wire::PersonId;
use life_circle_wire::friends::Friend;
use life_circle_wire::person::Person;

use super::avatar::Avatar;
use crate::data::pager::{ListState, PagerEnd};
use crate::data::people::{People, use_people};
use crate::kit::Icon;
use crate::reactive::{derive, effect, for_each, on_input};
use crate::text::fold;
use crate::text::parts::{say, say_with};

/// How many friends are shown at once. The search field finds the others.
const SHOWN: usize = 50;

/// Adds an item to the chosen ones, or removes it if it is chosen already.
pub fn toggle<T: PartialEq>(chosen: &mut Vec<T>, one: T) {
    match chosen.iter().position(|other| *other == one) {
        Some(index) => drop(chosen.remove(index)),
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
    let order = Order::of(chosen, state);
    let found = derive(move || {
        let words = words.with(|words| fold(words.trim()));
        friends.with(|friends| order.find(friends, &words))
    });
    let nobody = say_with(move |text| {
        let is_all = state.get() == ListState::End;
        match found.with(Vec::is_empty) {
            true if is_all && friends.with(Vec::is_empty) => Some(empty.get()),
            true if is_all => Some(text.people.nobody_found),
            _ => None,
        }
    });
    let on_toggle = Callback::new(move |person| {
        order.fix();
        on_toggle.run(person);
    });
    let row = move |person: Person| view! { <PickerRow person chosen on_toggle full /> }.into_any();
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

/// The order of the friends: those who were chosen before are first. It is fixed once all friends
/// are read or the reader taps one: a friend who is tapped doesn't move.
#[derive(Clone, Copy)]
struct Order {
    /// The friends who are first in the list, sorted by their ids.
    first: RwSignal<Vec<PersonId>>,
    is_fixed: StoredValue<bool>,
    people: People,
}

impl Order {
    fn of(chosen: Signal<Vec<PersonId>>, state: Signal<ListState>) -> Self {
        let first = RwSignal::new(Vec::new());
        let is_fixed = StoredValue::new(false);
        effect(move || {
            let is_read = state.get() == ListState::End;
            if !is_fixed.get_value() {
                is_fixed.set_value(is_read);
                let mut chosen = chosen.get_untracked();
                chosen.sort_unstable();
                first.set(chosen);
            }
        });
        Self {
            first,
            is_fixed,
            people: use_people(),
        }
    }

    fn fix(self) {
        self.is_fixed.set_value(true);
    }

    /// The friends that `words` match, at most [`SHOWN`].
    fn find(self, friends: &[Friend], words: &str) -> Vec<Person> {
        self.first.with(|first| {
            let is_first = |friend: &&Friend| first.binary_search(&friend.person.id).is_ok();
            let others = friends.iter().filter(|friend| !is_first(friend));
            let in_order = friends.iter().filter(is_first).chain(others);
            in_order
                .filter(|friend| self.people.is_called(friend, words))
                .take(SHOWN)
                .map(|friend| friend.person.clone())
                .collect()
        })
    }
}

/// A friend with a checkbox. It is disabled if nobody else can be chosen.
#[component]
fn PickerRow(
    /// The friend to show.
    person: Person,
    /// Those who are chosen.
    chosen: Signal<Vec<PersonId>>,
    /// Called when the reader chooses the friend, or takes the choice back.
    on_toggle: Callback<Person>,
    /// The message that nobody else can be chosen; `None` if somebody can.
    full: Signal<Option<&'static str>>,
) -> impl IntoView {
    let id = person.id;
    let is_chosen = derive(move || chosen.with(|chosen| chosen.contains(&id)));
    let is_full = derive(move || full.get().is_some() && !is_chosen.get());
    let name = use_people().name(&person);
    let toggled = person.clone();
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
                    on:change=on_input(move || on_toggle.run(toggled.clone()))
                />
                <Avatar person />
                <span>{name}</span>
                <Icon name="check" />
            </label>
        </li>
    }
}
