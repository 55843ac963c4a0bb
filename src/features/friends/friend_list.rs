//! My friends from A to Z, with a strip of letters to jump along.

use leptos::prelude::*;
use life_circle_wire::friends::Friend;

use super::index_strip::IndexStrip;
use crate::api::ListState;
use crate::erased::derive;
use crate::routes::{Arrival, use_navigator};
use crate::state::feed::use_lists;
use crate::text::later::{say, say_with};
use crate::ui::{EmptyState, PagerEnd, PersonRow, When, each};

/// The friends under one letter.
#[derive(Clone, PartialEq, Eq)]
struct Section {
    initial: char,
    friends: Vec<Friend>,
}

impl Section {
    /// Another one whenever somebody comes, goes, or is called otherwise.
    fn key(&self) -> String {
        let name = |friend: &Friend| format!(" {} {}", friend.person.id, friend.person.name());
        self.friends.iter().fold(self.initial.to_string(), |key, friend| key + &name(friend))
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
        let heading = match initial {
            STAR => say(|text| text.starred).into_any(),
            initial => initial.into_any(),
        };
        view! {
            <section class="friend-section" aria-labelledby=heading_id(initial)>
                <h3 class="friend-initial" id=heading_id(initial)>{heading}</h3>
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

/// What those who are starred stand under.
const STAR: char = '★';

/// Groups a list that is in order, the starred ones first; the order stays.
fn sections_of(friends: &[Friend]) -> Vec<Section> {
    let (starred, others): (Vec<Friend>, Vec<Friend>) = friends.iter().cloned().partition(|friend| friend.is_starred);
    let first = (!starred.is_empty()).then_some(Section { initial: STAR, friends: starred });
    let groups = others.chunk_by(|a, b| a.initial == b.initial);
    let groups = groups.map(|group| Section { initial: group[0].initial, friends: group.to_vec() });
    first.into_iter().chain(groups).collect()
}

pub(super) fn heading_id(initial: char) -> String {
    match initial {
        '#' => "initial-other".to_owned(),
        STAR => "initial-star".to_owned(),
        initial => format!("initial-{initial}"),
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
                remark: String::new(),
                avatar: None,
            };
            Friend { person, since: Timestamp(0), initial, pinyin: String::new(), is_starred: false, tags: Vec::new() }
        };
        let sections = sections_of(&[friend(1, 'A'), friend(2, 'A'), friend(3, 'Z'), friend(4, '#')]);
        let shape: Vec<(char, usize)> =
            sections.iter().map(|section| (section.initial, section.friends.len())).collect();
        assert_eq!(shape, [('A', 2), ('Z', 1), ('#', 1)]);
    }
}
