//! The friends who will see a moment and those who won't, and why.

use leptos::prelude::*;
use life_circle_wire::audience::{AudienceMember, AudiencePreview, Because};
use life_circle_wire::person::Person;
use life_circle_wire::tags::{ListTags, Tags};
use life_circle_wire::{NoArgument, NoQuery, TagId};

use crate::data::api::use_api;
use crate::data::load::{Load, Loader, loaded_quietly, use_load};
use crate::data::people::use_people;
use crate::people::Avatar;
use crate::people::roster::use_roster;
use crate::reactive::{Show, derive, for_each, on_click};
use crate::text::parts::{PartsText, say, say_with};

/// The number of people shown at first in each of the two lists: friends who see the moment, and
/// friends who don't.
const SHOWN_FIRST: usize = 50;

/// The friends who see the moment, then those who don't, each with the reason.
#[component]
pub fn Members(
    /// The server's answer.
    preview: Loader<AudiencePreview>,
) -> impl IntoView {
    let api = use_api();
    let roster = use_roster();
    roster.friends.read_all(|| true);
    let people = roster.people();
    let tags =
        use_load(move || async move { api.read::<ListTags>(&NoArgument, &NoQuery {}).await });
    loaded_quietly(preview, move |preview| {
        let mut friends = preview.friends;
        friends.sort_unstable_by_key(|member| member.person);
        let friends = StoredValue::new(friends);
        let those = move |sees: bool| {
            derive(move || {
                people.with(|people| {
                    friends.with_value(|friends| members_among(people, friends, sees))
                })
            })
        };
        let strangers = preview
            .is_open
            .then(|| view! { <p class="notice">{say(|text| text.audience.strangers_see_it)}</p> });
        view! {
            {strangers}
            <MemberSection heading=|text| text.audience.they_see_it members=those(true) tags />
            <MemberSection heading=|text| text.audience.they_dont members=those(false) tags />
        }
        .into_any()
    })
}

/// The people who see the moment or, without `sees`, those who don't. `members` must be sorted by
/// person.
fn members_among(
    people: &[Person],
    members: &[AudienceMember],
    sees: bool,
) -> Vec<(Person, AudienceMember)> {
    let member = |person: &Person| {
        let index = members
            .binary_search_by_key(&person.id, |member| member.person)
            .ok()?;
        Some(members[index]).filter(|member| member.sees == sees)
    };
    people
        .iter()
        .filter_map(|person| Some((person.clone(), member(person)?)))
        .collect()
}

/// The first members under a heading, with a button to see all.
#[component]
fn MemberSection(
    /// The heading of the section.
    heading: fn(&'static PartsText) -> &'static str,
    /// The members, from A to Z.
    members: Signal<Vec<(Person, AudienceMember)>>,
    /// All my tags, for the names in the reasons.
    tags: Loader<Tags>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let shown = move || {
        let most = if is_open.get() {
            usize::MAX
        } else {
            SHOWN_FIRST
        };
        members.with(|members| members.iter().take(most).cloned().collect::<Vec<_>>())
    };
    let row = move |(person, member)| view! { <MemberRow person member tags /> }.into_any();
    let has_more = derive(move || !is_open.get() && members.with(Vec::len) > SHOWN_FIRST);
    view! {
        <h3 class="section-heading" hidden=move || members.with(Vec::is_empty)>
            {say(heading)}
        </h3>
        <ul class="row-list">{for_each(shown, |(person, _)| person.id.to_string(), row)}</ul>
        <Show when=has_more>
            <button
                type="button"
                class="button"
                data-kind="quiet"
                on:click=on_click(move || is_open.set(true))
            >
                {say(|text| text.actions.see_all)}
            </button>
        </Show>
    }
}

/// A friend, with the reason why they see the moment or don't.
#[component]
fn MemberRow(
    /// The friend to show.
    person: Person,
    /// What the server says about the friend.
    member: AudienceMember,
    /// All my tags, for the name in the reason.
    tags: Loader<Tags>,
) -> impl IntoView {
    let name = use_people().name(&person);
    let name_of = move |id: TagId| match tags.get() {
        Load::Ready(tags) => tags
            .items
            .into_iter()
            .find(|tag| tag.id == id)
            .map(|tag| tag.name),
        _ => None,
    };
    let reason = say_with(move |text| match member.tag.and_then(name_of) {
        Some(name) => (text.audience.because_tag)(&name),
        None => because(member, text).to_owned(),
    });
    view! {
        <li class="row">
            <Avatar person />
            <div class="row-text">
                <p class="row-title">{name}</p>
                <p class="row-detail">{reason}</p>
            </div>
        </li>
    }
}

const fn because(member: AudienceMember, text: &'static PartsText) -> &'static str {
    match member.because {
        Because::OnlyMe => text.audience.because_only_me,
        Because::Friend => text.audience.because_friend,
        Because::Chosen => text.audience.because_chosen,
        Because::Tagged => text.audience.because_tagged,
        Because::NotChosen => text.audience.because_not_chosen,
        Because::Hidden => text.audience.because_hidden,
        Because::Frozen => text.audience.because_frozen,
        Because::TooOld => text.audience.because_too_old,
    }
}
