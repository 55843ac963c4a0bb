//! Choosing friends to remind to look at a moment.

use leptos::prelude::*;
use life_circle_wire::limits::MENTIONS_MOST;
use life_circle_wire::people::Person;

use super::mention_list::may_be;
use crate::api::ListState;
use crate::erased::{derive, react};
use crate::state::feed::use_lists;
use crate::text::{say, say_with};
use crate::ui::{Avatar, Icon, PagerEnd, When, choose, each, tap};

/// Friends who are shown at once; a name finds the others.
const SHOWN: usize = 50;

/// Whom the moment reminds, and the friends to choose them from.
#[component]
pub fn ReminderPicker(
    /// In the order of choosing.
    reminded: RwSignal<Vec<Person>>,
) -> impl IntoView {
    let (is_open, element) = (RwSignal::new(false), NodeRef::<leptos::html::Div>::new());
    // The friends would open below what is seen of the form.
    react(move || {
        if let Some(element) = element.get().filter(|_| is_open.get()) {
            request_animation_frame(move || element.scroll_into_view());
        }
    });
    let chosen = say_with(move |text| match reminded.get() {
        none if none.is_empty() => text.remind_hint.to_owned(),
        people => people.iter().map(|person| &*person.display_name).collect::<Vec<_>>().join(text.name_separator),
    });
    view! {
        <div class="reminders" node_ref=element>
            <button type="button" class="choice" data-kind="row" aria-expanded=derive(move || is_open.get().to_string()) on:click=tap(move || is_open.update(|open| *open = !*open))>
                <Icon name="at-sign" />
                <span><strong>{say(|text| text.remind)}</strong><small>{chosen}</small></span>
                <Icon name="chevron-right" />
            </button>
            <When is=is_open>
                <Friends reminded />
            </When>
        </div>
    }
}

#[component]
fn Friends(reminded: RwSignal<Vec<Person>>) -> impl IntoView {
    let friends = use_lists().friends;
    friends.read_all(|| true);
    let words = RwSignal::new(String::new());
    let found = derive(move || {
        let words = words.with(|words| words.trim().to_lowercase());
        friends.items.with(|friends| {
            let found = friends.iter().filter(|friend| may_be(friend, &words));
            found.take(SHOWN).map(|friend| friend.person.clone()).collect::<Vec<_>>()
        })
    });
    let nobody = say_with(move |text| {
        let is_all = friends.state.get() == ListState::End;
        let is_none = friends.items.with(Vec::is_empty);
        match found.with(Vec::is_empty) {
            true if is_all && is_none => Some(text.friends_empty_message),
            true if is_all => Some(text.nobody_found),
            _ => None,
        }
    });
    view! {
        <label class="search">
            <Icon name="search" />
            <input type="search" autocomplete="off" spellcheck="false" aria-label=say(|text| text.find_friend) placeholder=say(|text| text.find_friend) bind:value=words />
        </label>
        <p class="field-error" role="status">
            {say_with(move |text| (reminded.with(Vec::len) >= MENTIONS_MOST).then_some(text.remind_most))}
        </p>
        <ul class="reminder-list" aria-label=say(|text| text.remind)>
            {each(move || found.get(), |person| person.id.to_string(), move |person| view! { <Choice person reminded /> }.into_any())}
        </ul>
        <p class="field-hint">{nobody}</p>
        <PagerEnd state=friends.state load_more=Callback::new(move |()| friends.load_more()) end=derive(|| None) />
    }
}

#[component]
fn Choice(person: Person, reminded: RwSignal<Vec<Person>>) -> impl IntoView {
    let id = person.id;
    let is_chosen = derive(move || reminded.with(|people| people.iter().any(|other| other.id == id)));
    let is_full = derive(move || !is_chosen.get() && reminded.with(Vec::len) >= MENTIONS_MOST);
    let name = person.display_name.clone();
    let toggled = person.clone();
    let toggle = choose(move || {
        reminded.update(|people| match people.iter().position(|other| other.id == id) {
            Some(place) => drop(people.remove(place)),
            None => people.push(toggled.clone()),
        });
    });
    view! {
        <li>
            <label class="choice" data-kind="row" data-state=derive(move || is_full.get().then_some("disabled"))>
                <input type="checkbox" prop:checked=is_chosen disabled=is_full on:change=toggle />
                <Avatar person />
                <span>{name}</span>
                <Icon name="check" />
            </label>
        </li>
    }
}
