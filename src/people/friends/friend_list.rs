//! My friends from A to Z, with a strip of letters to jump along.

use leptos::prelude::*;
use life_circle_wire::friends::Friend;
use life_circle_wire::person::Person;

use super::index_strip::IndexStrip;
use super::initials::{STAR, heading_id};
use crate::data::pager::{PagedList, Pager};
use crate::kit::EmptyState;
use crate::people::PersonRow;
use crate::people::roster::use_roster;
use crate::reactive::{for_each, memo};
use crate::shell::{is_due_on_arrival, use_drawn};
use crate::text::parts::{say, say_with};

/// Number of rows that are added at once. Drawing thousands of rows at once would block
/// input.
const DRAWN_AT_ONCE: usize = 100;

/// All my friends in sections: starred friends first, then one section for each letter.
#[component]
pub fn FriendList() -> impl IntoView {
    let roster = use_roster();
    let friends = roster.friends;
    if is_due_on_arrival(friends) {
        roster.refresh();
    }
    // Read all pages: the strip of letters is complete only when all friends are loaded.
    friends.read_all(|| true);
    let count = move || friends.items.with(Vec::len);
    let drawn = use_drawn(count, DRAWN_AT_ONCE, DRAWN_AT_ONCE);
    let initials = memo(move || friends.items.with(|friends| initials_of(friends)));
    let section = move |initial| view! { <FriendSection initial friends drawn /> }.into_any();
    let empty = || {
        let title = say_with(|text| text.people.friends_empty_title.to_owned());
        let message = say_with(|text| text.people.friends_empty_message.to_owned());
        view! { <EmptyState icon="users" title message /> }
    };
    view! {
        <section class="friend-list" aria-labelledby="friends-heading">
            <h2
                id="friends-heading"
                class="section-heading"
                hidden=move || roster.count.with(Option::is_none)
            >
                {say_with(move |text| (text.people.friend_count)(roster.count.get().unwrap_or(0)))}
            </h2>
            <IndexStrip initials />
            <PagedList pages=friends.pages() empty>
                {for_each(move || initials.get(), char::to_string, section)}
            </PagedList>
        </section>
    }
}

/// The friends under one heading.
#[component]
fn FriendSection(
    /// The star or the letter above them.
    initial: char,
    /// All my friends.
    friends: Pager<Friend>,
    /// The number of friends to draw, counted from the start of the whole list.
    drawn: RwSignal<usize>,
) -> impl IntoView {
    let heading = match initial {
        STAR => say(|text| text.friend_settings.starred).into_any(),
        initial => initial.into_any(),
    };
    // A memo for each letter: a change under one letter doesn't redraw the other sections.
    let people = memo(move || {
        friends
            .items
            .with(|friends| people_under(initial, &friends[..friends.len().min(drawn.get())]))
    });
    view! {
        <section
            class="friend-section"
            style=("--rows", move || people.with(Vec::len).to_string())
            aria-labelledby=heading_id(initial)
        >
            <h3 class="friend-initial" id=heading_id(initial)>
                {heading}
            </h3>
            <ul class="row-list">
                {for_each(
                    move || people.get(),
                    |person| person.id.to_string(),
                    |person| view! { <PersonRow person /> }.into_any(),
                )}
            </ul>
        </section>
    }
}

/// The heading that a friend is listed under: the star, or the first letter.
fn heading_of(friend: &Friend) -> char {
    if friend.is_starred {
        STAR
    } else {
        friend.initial
    }
}

/// The headings of a list sorted from A to Z, the star first.
fn initials_of(friends: &[Friend]) -> Vec<char> {
    let star = friends
        .iter()
        .any(|friend| friend.is_starred)
        .then_some(STAR);
    let mut letters: Vec<char> = friends
        .iter()
        .filter(|friend| !friend.is_starred)
        .map(|friend| friend.initial)
        .collect();
    letters.dedup();
    star.into_iter().chain(letters).collect()
}

/// The friends listed under a heading, in the order of the list.
fn people_under(heading: char, friends: &[Friend]) -> Vec<Person> {
    friends
        .iter()
        .filter(|friend| heading_of(friend) == heading)
        .map(|friend| friend.person.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use life_circle_wire::{PersonId, Timestamp};

    use super::*;

    #[test]
    fn friends_stand_under_their_letters_and_the_starred_ones_first() {
        let friend = |id: i64, initial: char, is_starred: bool| {
            let person = Person {
                id: PersonId(id),
                handle: "lilei".parse().expect("a handle"),
                display_name: String::new(),
                remark: String::new(),
                avatar: None,
            };
            Friend {
                person,
                since: Timestamp(0),
                initial,
                pinyin: String::new(),
                is_starred,
                tags: Vec::new(),
            }
        };
        let friends = [
            friend(1, 'A', false),
            friend(2, 'A', false),
            friend(3, 'B', true),
            friend(4, 'Z', false),
            friend(5, '#', false),
        ];
        assert_eq!(initials_of(&friends), [STAR, 'A', 'Z', '#']);
        let under = |heading| {
            people_under(heading, &friends)
                .iter()
                .map(|person| person.id.0)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            ['★', 'A', 'B', 'Z', '#'].map(under),
            [vec![3], vec![1, 2], vec![], vec![4], vec![5]]
        );
    }
}
