//! The head of a person's page: who they are, how they are related to me, and the actions for it.

use leptos::prelude::*;
use life_circle_wire::friends::FriendDetails;
use life_circle_wire::people::{CommonFriends, Profile, Relation};
use life_circle_wire::person::Person;
use life_circle_wire::tags::{ListTags, Tags};
use life_circle_wire::{Handle, NoArgument, NoQuery};

use super::avatar::{Avatar, AvatarSize};
use super::blocks::{BlockButton, UnblockButton};
use super::friends::{CommonFriendList, FriendSettings, RemoveButton};
use super::requests::RequestButtons;
use crate::data::api::use_api;
use crate::data::load::{Load, use_load};
use crate::data::people::use_people;
use crate::kit::{Dialog, Icon, date_text};
use crate::people::finding::RelationAction;
use crate::reactive::on_click;
use crate::routing::Route;
use crate::text::parts::{say, say_with};
use crate::text::{parts, use_language};

/// The card at the top of a person's page.
#[component]
pub fn ProfileHead(
    /// The profile as the server sent it.
    profile: Profile,
    /// Called after the relation, or what I keep about the person, has changed.
    on_changed: Callback<()>,
    /// More buttons, shown after the others.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let person = profile.person.clone();
    if profile.relation == Relation::Blocked {
        return view! {
            <BlockedHead person on_changed>
                {children.map(|children| children())}
            </BlockedHead>
        }
        .into_any();
    }
    view! {
        <header class="card profile">
            <Avatar person size=AvatarSize::Large />
            <ProfileText profile=profile.clone() />
            <div class="profile-action">
                <ProfileActions profile on_changed />
                {children.map(|children| children())}
            </div>
        </header>
    }
    .into_any()
}

/// The lines of the card: name, handle, what the person says about themselves, and how we know each
/// other.
#[component]
fn ProfileText(
    /// The profile as the server sent it.
    profile: Profile,
) -> impl IntoView {
    let language = use_language();
    let person = profile.person;
    let people = use_people();
    let name = people.name(&person);
    let known = people.signal(&person);
    // If I gave the person a remark, the line below it shows their own display name.
    let own_name = move || {
        known.with(|person| {
            (!person.remark.is_empty()).then(|| format!("{} · ", person.display_name))
        })
    };
    let about = Some(profile.about).filter(|about| !about.is_empty());
    let about = about.map(|about| {
        view! {
            <p class="profile-about" dir="auto">
                {about}
            </p>
        }
    });
    let since = profile.friends_since.map(|since| {
        let message = move || {
            let language = language.get();
            (parts::of(language).people.friends_since)(&date_text(since, language))
        };
        view! { <p class="profile-detail">{message}</p> }
    });
    let kept = profile
        .details
        .map(|details| view! { <KeptLine details /> });
    let message = profile
        .request
        .map(|request| request.message)
        .filter(|message| !message.is_empty());
    let message = message.map(|message| {
        view! {
            <p class="profile-detail" dir="auto">
                "“"
                {message}
                "”"
            </p>
        }
    });
    view! {
        <div class="profile-text">
            <h1>{name}</h1>
            <p class="profile-detail">{own_name} "@" {person.handle.to_string()}</p>
            {about}
            {since}
            {kept}
            {message}
            <CommonFriendsLine handle=person.handle common=profile.common_friends />
        </div>
    }
}

/// The buttons of the card, for a person whom I don't block.
#[component]
fn ProfileActions(
    /// The profile as the server sent it.
    profile: Profile,
    /// Called after the relation, or what I keep about the person, has changed.
    on_changed: Callback<()>,
) -> impl IntoView {
    let Profile {
        person,
        relation,
        request,
        details,
        ..
    } = profile;
    let settings = details
        .map(|details| view! { <FriendSettings person=person.clone() details on_changed /> });
    let view_as = (relation == Relation::Friend).then(|| {
        view! {
            <a class="button" data-kind="quiet" href=Route::ViewAs(person.handle.clone()).path()>
                {say(|text| text.people.view_as)}
            </a>
        }
    });
    let block = (relation != Relation::Me)
        .then(|| view! { <BlockButton person=person.clone() on_changed /> });
    let action = match (relation, request) {
        (Relation::Friend, _) => view! { <RemoveButton person on_removed=on_changed /> }.into_any(),
        (_, Some(request)) => {
            let sent = (relation == Relation::Requested).then(
                || view! { <span class="badge">{say(|text| text.people.is_requested)}</span> },
            );
            view! {
                {sent}
                <RequestButtons request on_done=on_changed />
            }
            .into_any()
        }
        (_, None) => view! { <RelationAction person relation on_changed /> }.into_any(),
    };
    view! {
        {settings}
        {view_as}
        {action}
        {block}
    }
}

/// My private details about a friend: star, tags and note. Only I see them.
#[component]
fn KeptLine(
    /// The details as the server sent them.
    details: FriendDetails,
) -> impl IntoView {
    let FriendDetails {
        is_starred,
        tags,
        note,
        ..
    } = details;
    let api = use_api();
    let has_tags = !tags.is_empty();
    let note = StoredValue::new(note);
    let mine = use_load(move || async move {
        if has_tags {
            api.read::<ListTags>(&NoArgument, &NoQuery {}).await
        } else {
            Ok(Tags { items: Vec::new() })
        }
    });
    let line = say_with(move |text| {
        let names = match mine.get() {
            Load::Ready(mine) => {
                let carried = mine.items.into_iter().filter(|tag| tags.contains(&tag.id));
                text.join_names(carried.map(|tag| tag.name))
            }
            _ => String::new(),
        };
        let star = if is_starred {
            text.friend_settings.starred
        } else {
            ""
        };
        let parts = [star.to_owned(), names, note.get_value()];
        parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
    });
    view! {
        <p
            class="profile-detail profile-kept"
            dir="auto"
            hidden=move || line.with(String::is_empty)
        >
            <Icon name="lock" />
            {line}
        </p>
    }
}

/// The card of somebody I blocked: name, handle and a button to unblock them.
#[component]
fn BlockedHead(
    /// The person whom I block.
    person: Person,
    /// Called after the person was unblocked.
    on_changed: Callback<()>,
    /// More buttons, shown after the others.
    children: Children,
) -> impl IntoView {
    let name = use_people().name(&person);
    view! {
        <header class="card profile">
            <Avatar person=person.clone() size=AvatarSize::Large />
            <div class="profile-text">
                <h1>{name}</h1>
                <p class="profile-detail">"@" {person.handle.to_string()}</p>
                <p class="profile-detail">{say(|text| text.people.you_blocked_them)}</p>
            </div>
            <div class="profile-action">
                <UnblockButton person on_changed />
                {children()}
            </div>
        </header>
    }
}

#[component]
fn CommonFriendsLine(
    /// The handle of the other person.
    handle: Handle,
    /// The number of common friends, and the first three of them.
    common: CommonFriends,
) -> impl IntoView {
    (common.count > 0).then(|| {
        let count = common.count;
        let is_open = RwSignal::new(false);
        let handle = StoredValue::new(handle);
        let is_cut = common.people.len() < count as usize;
        let title = say_with(move |text| (text.people.common_friends)(count));
        let people = use_people();
        let names = common.people.into_iter().map(move |person| {
            let name = people.name(&person);
            view! {
                <li>
                    <a href=Route::Person(person.handle.clone()).path()>{name}</a>
                </li>
            }
        });
        let all = is_cut.then(|| {
            view! {
                <button
                    type="button"
                    class="link-button"
                    on:click=on_click(move || is_open.set(true))
                >
                    {say(|text| text.actions.see_all)}
                </button>
                <Dialog is_open title>
                    <CommonFriendList handle=handle.get_value() />
                </Dialog>
            }
        });
        view! {
            <div class="common-friends">
                <span>{title} {say(|text| text.common.colon)}</span>
                <ul class="names">{names.collect_view()}</ul>
                " "
                {all}
            </div>
        }
    })
}
