//! Finding people by handle or name.

use std::time::Duration;

use leptos::prelude::*;
use life_circle_wire::NoArgument;
use life_circle_wire::friends::Friend;
use life_circle_wire::people::{FoundPerson, SearchPeople, SearchQuery};
use life_circle_wire::person::Person;

use super::relation_action::RelationAction;
use crate::data::api::use_api;
use crate::data::load::{Load, loaded, use_load};
use crate::data::people::use_people;
use crate::kit::{EmptyState, SearchBox};
use crate::people::person_row::PersonRow;
use crate::people::roster::use_roster;
use crate::reactive::{Show, derive, effect, for_each, memo};
use crate::text::fold;
use crate::text::parts::{say, say_of, say_with};

/// Time without typing before a search starts.
const PAUSE: Duration = Duration::from_millis(250);
/// Most friends shown, more than a screen holds. The reader types more letters to find the others.
const SHOWN: usize = 20;

/// The box to search in, and what it found.
#[component]
pub fn PeopleSearch(
    /// The text in the search box. Empty text shows no results.
    words: RwSignal<String>,
) -> impl IntoView {
    let settled = RwSignal::new(words.get_untracked().trim().to_owned());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    effect(move || {
        let words = words.get().trim().to_owned();
        if let Some(timer) = timer.get_value() {
            timer.clear();
        }
        timer.set_value(set_timeout_with_handle(move || settled.set(words), PAUSE).ok());
    });
    view! {
        <SearchBox
            id="search"
            label=say(|text| text.people.find_people_placeholder)
            clear=say(|text| text.people.clear_search)
            words
        />
        <FriendsFound words />
        {move || {
            let words = settled.get();
            (!words.is_empty()).then(|| view! { <Results words /> })
        }}
    }
}

/// Friends who match the text. They are found in the list in memory, at once and without a network.
#[component]
fn FriendsFound(
    /// What is searched for.
    words: RwSignal<String>,
) -> impl IntoView {
    let roster = use_roster();
    let known = use_people();
    let is_searching = derive(move || words.with(|words| !words.trim().is_empty()));
    roster.friends.read_all(move || is_searching.get());
    let found = memo(move || {
        let words = words.with(|words| fold(words.trim().trim_start_matches(['@', '＠'])));
        if words.is_empty() {
            return (Vec::new(), 0);
        }
        roster.friends.items.with(|friends| {
            let mut called = friends
                .iter()
                .filter(|friend| known.is_called(friend, &words));
            let shown: Vec<Person> = called
                .by_ref()
                .take(SHOWN)
                .map(|friend| friend.person.clone())
                .collect();
            (shown, called.count())
        })
    });
    let more = derive(move || found.with(|(_, more)| *more));
    view! {
        <Show when=derive(move || found.with(|(shown, _)| !shown.is_empty()))>
            <section class="card" aria-labelledby="friends-found-heading">
                <h2 id="friends-found-heading">{say(|text| text.common.friends)}</h2>
                <ul class="row-list">
                    {for_each(
                        move || found.get().0,
                        |person| person.id.to_string(),
                        |person| view! { <PersonRow person /> }.into_any(),
                    )}
                </ul>
                <p class="field-hint" role="status" hidden=move || more.get() == 0>
                    {say_with(move |text| (text.people.more_found)(more.get()))}
                </p>
            </section>
        </Show>
    }
}

#[component]
fn Results(
    /// What is searched for.
    words: String,
) -> impl IntoView {
    let api = use_api();
    let roster = use_roster();
    let known = use_people();
    let words = Signal::stored(words);
    let others = move |found: &[FoundPerson]| {
        roster
            .friends
            .items
            .with(|friends| without_friends(found, friends))
    };
    let found = use_load(move || async move {
        api.read::<SearchPeople>(
            &NoArgument,
            &SearchQuery {
                q: words.get_untracked(),
            },
        )
        .await
    });
    // Hides this section if only friends match: `FriendsFound` shows them.
    let is_friends_alone = derive(move || {
        let is_called = |words: &String| {
            let words = fold(words.trim_start_matches(['@', '＠']));
            roster
                .friends
                .items
                .with(|friends| friends.iter().any(|friend| known.is_called(friend, &words)))
        };
        matches!(found.get(), Load::Ready(people) if others(&people.items).is_empty())
            && words.with_untracked(is_called)
    });
    let list = loaded(found, move |people| {
        let others = others(&people.items);
        if others.is_empty() {
            let title = say_of(words, |text| text.people.search_empty);
            return view! { <EmptyState icon="search-x" title /> }.into_any();
        }
        let rows = others.into_iter().map(|FoundPerson { person, relation }| {
            view! {
                <PersonRow person=person.clone()>
                    <RelationAction person relation on_changed=found.reload />
                </PersonRow>
            }
        });
        view! { <ul class="row-list">{rows.collect_view()}</ul> }.into_any()
    });
    view! {
        <section class="card" aria-labelledby="results-heading" hidden=is_friends_alone>
            <h2 id="results-heading">{say(|text| text.people.search_results)}</h2>
            {list}
        </section>
    }
}

/// The people found who aren't among the loaded friends: [`FriendsFound`] shows those.
fn without_friends(found: &[FoundPerson], friends: &[Friend]) -> Vec<FoundPerson> {
    let is_friend = |found: &FoundPerson| {
        friends
            .iter()
            .any(|friend| friend.person.id == found.person.id)
    };
    found
        .iter()
        .filter(|found| !is_friend(found))
        .cloned()
        .collect()
}
