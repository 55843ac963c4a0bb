//! My friends from A to Z, with a strip of letters to jump along.

use leptos::prelude::*;
use life_circle_wire::friends::Friend;
use wasm_bindgen::JsCast as _;
use web_sys::{FocusOptions, HtmlElement, ScrollIntoViewOptions};

use crate::api::ListState;
use crate::erased::derive;
use crate::routes::{Arrival, use_navigator};
use crate::state::feed::use_lists;
use crate::text::{say, say_with};
use crate::ui::{EmptyState, PagerEnd, PersonRow, When, each, tap};

/// The friends under one letter.
#[derive(Clone, PartialEq, Eq)]
struct Section {
    initial: char,
    friends: Vec<Friend>,
}

impl Section {
    /// Another one whenever somebody comes or goes.
    fn key(&self) -> String {
        self.friends.iter().fold(self.initial.to_string(), |key, friend| format!("{key} {}", friend.person.id))
    }
}

/// All friends.
#[component]
pub fn FriendList() -> impl IntoView {
    let lists = use_lists();
    let friends = lists.friends;
    if friends.is_fresh() || use_navigator().arrival() == Arrival::Forward {
        lists.refresh_friends();
    }
    // The strip of letters is right only when all are there.
    friends.read_all(|| true);
    let sections = derive(move || friends.items.with(|friends| sections_of(friends)));
    let is_empty = move || friends.state.get() == ListState::End && friends.items.with(Vec::is_empty);
    let section = |section: Section| {
        let initial = section.initial;
        view! {
            <section class="friend-section" aria-labelledby=heading_id(initial)>
                <h3 class="friend-initial" id=heading_id(initial)>{initial}</h3>
                <ul class="row-list">{section.friends.into_iter().map(|friend| view! { <PersonRow person=friend.person /> }).collect_view()}</ul>
            </section>
        }
        .into_any()
    };
    view! {
        <section class="friend-list" aria-labelledby="friends-heading">
            <h2 id="friends-heading" class="section-heading" hidden=move || lists.friend_count.with(Option::is_none)>
                {say_with(move |text| (text.friend_count)(lists.friend_count.get().unwrap_or(0)))}
            </h2>
            <IndexStrip initials=derive(move || sections.with(|sections| sections.iter().map(|section| section.initial).collect())) />
            {each(move || sections.get(), Section::key, section)}
            <When is=derive(is_empty)>
                <EmptyState
                    icon="users"
                    title=say_with(|text| text.friends_empty_title.to_owned())
                    message=say_with(|text| text.friends_empty_message.to_owned())
                />
            </When>
            <PagerEnd state=friends.state load_more=Callback::new(move |()| friends.load_more()) end=derive(|| None) />
        </section>
    }
}

/// Groups a list that is in order; the order stays.
fn sections_of(friends: &[Friend]) -> Vec<Section> {
    let groups = friends.chunk_by(|a, b| a.initial == b.initial);
    groups.map(|group| Section { initial: group[0].initial, friends: group.to_vec() }).collect()
}

fn heading_id(initial: char) -> String {
    format!("initial-{}", if initial == '#' { "other".to_owned() } else { initial.to_string() })
}

/// Letters to jump to; a screen reader and the keyboard use them as buttons.
#[component]
fn IndexStrip(
    /// The letters that somebody stands under.
    initials: Signal<Vec<char>>,
) -> impl IntoView {
    let jump = |initial: char| {
        let heading = document().get_element_by_id(&heading_id(initial));
        if let Some(heading) = heading {
            let options = ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Start);
            heading.scroll_into_view_with_scroll_into_view_options(&options);
            // The keyboard goes on from there.
            let next = heading.parent_element().and_then(|section| section.query_selector("a").ok().flatten());
            if let Some(first) = next.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
                let without_scrolling = FocusOptions::new();
                without_scrolling.set_prevent_scroll(true);
                first.focus_with_options(&without_scrolling).ok();
            }
        }
    };
    view! {
        <When is=derive(move || initials.with(|initials| initials.len() > 3))>
            <nav class="index-strip" aria-label=say(|text| text.index)>
                {each(move || initials.get(), char::to_string, move |initial| view! { <button type="button" on:click=tap(move || jump(initial))>{initial}</button> }.into_any())}
            </nav>
        </When>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use life_circle_wire::people::Person;
    use life_circle_wire::{PersonId, Timestamp};

    #[test]
    fn friends_are_grouped_by_letter_in_their_order() {
        let friend = |id: i64, initial: char| {
            let person = Person {
                id: PersonId(id),
                handle: "lilei".parse().expect("a handle"),
                display_name: String::new(),
                avatar: None,
            };
            Friend { person, since: Timestamp(0), initial }
        };
        let sections = sections_of(&[friend(1, 'A'), friend(2, 'A'), friend(3, 'Z'), friend(4, '#')]);
        let shape: Vec<(char, usize)> =
            sections.iter().map(|section| (section.initial, section.friends.len())).collect();
        assert_eq!(shape, [('A', 2), ('Z', 1), ('#', 1)]);
    }
}
