//! What a link opens: who made it, and a button to become their friend.

use leptos::prelude::*;
use life_circle_wire::links::{FollowLink, LinkSecret, LinkTarget, ReadLink};
use life_circle_wire::people::Relation;
use life_circle_wire::person::Person;
use life_circle_wire::{ErrorCode, NoArgument};

use super::kept_link::{forget_link, kept_link};
use crate::data::action::use_action;
use crate::data::api::use_api;
use crate::data::load::{Loader, loaded_or, use_load};
use crate::data::people::use_people;
use crate::kit::EmptyState;
use crate::people::roster::use_roster;
use crate::people::{Avatar, AvatarSize};
use crate::reactive::on_click;
use crate::routing::navigator::use_navigator;
use crate::routing::{Next, Route};
use crate::text::parts::{say, say_of, say_with};

fn use_target() -> Loader<LinkTarget> {
    let api = use_api();
    use_load(move || async move {
        let secret = kept_link().unwrap_or(LinkSecret {
            secret: String::new(),
        });
        api.write::<ReadLink>(&NoArgument, &secret, None).await
    })
}

/// Shows the target with `show`, or an error. If the link is gone, the link kept in the browser is
/// forgotten.
fn shown(
    target: Loader<LinkTarget>,
    show: impl Fn(LinkTarget) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let gone = || {
        forget_link();
        let title = say_with(|text| text.links.link_gone.to_owned());
        let message = say_with(|text| text.links.link_gone_message.to_owned());
        view! { <EmptyState icon="circle-off" title message /> }.into_any()
    };
    loaded_or(target, ErrorCode::LinkGone, gone, show)
}

fn title_of(person: Option<&Person>) -> Signal<String> {
    match person {
        Some(person) => say_of(use_people().name(person), |text| text.links.link_from),
        None => say_with(|text| text.links.link_invited.to_owned()),
    }
}

/// For a visitor who isn't signed in: who invites them, with links to sign up and to sign in.
#[component]
pub fn LinkInvitation() -> impl IntoView {
    let target = use_target();
    shown(target, |target| {
        let avatar = target
            .person
            .clone()
            .map(|person| view! { <Avatar person size=AvatarSize::Large /> });
        let next = Next::to(&Route::Link);
        let explained = target
            .person
            .is_some()
            .then(|| view! { <p>{say(|text| text.links.link_explained)}</p> });
        view! {
            <div class="link-target">
                {avatar} <h2>{title_of(target.person.as_ref())}</h2> {explained}
                <a class="button" data-kind="primary" href=Route::SignUp(next.clone()).path()>
                    {say(|text| text.account.sign_up)}
                </a> <a class="button" href=Route::SignIn(next).path()>
                    {say(|text| text.account.sign_in)}
                </a>
            </div>
        }
        .into_any()
    })
}

/// For somebody who is signed in: a button to become a friend of the person who made the link.
#[component]
pub fn LinkAccept() -> impl IntoView {
    let target = use_target();
    let navigator = use_navigator();
    shown(target, move |found| {
        let Some(person) = found.person else {
            // A link without a person is the operator's. It is only for signing up, and this reader
            // has an account.
            forget_link();
            navigator.replace(Route::Home);
            return ().into_any();
        };
        match found.relation {
            Some(Relation::Me) => {
                let title = say_with(|text| text.links.link_mine.to_owned());
                view! { <EmptyState icon="user-plus" title /> }.into_any()
            }
            Some(Relation::Friend) => view! { <AreFriends person /> }.into_any(),
            _ => view! { <BecomeFriends person reload=target.reload /> }.into_any(),
        }
    })
}

/// Says that the reader is a friend of the person who made the link.
#[component]
fn AreFriends(
    /// The person who made the link.
    person: Person,
) -> impl IntoView {
    forget_link();
    let name = use_people().name(&person);
    view! {
        <div class="link-target">
            <Avatar person=person.clone() size=AvatarSize::Large />
            <h2>{say_of(name, |text| text.links.link_are_friends)}</h2>
            <a class="button" data-kind="primary" href=Route::Person(person.handle).path()>
                {say(|text| text.links.to_their_page)}
            </a>
        </div>
    }
}

/// The button to become a friend of the person who made the link.
#[component]
fn BecomeFriends(
    /// The person who made the link.
    person: Person,
    /// Reads the link's person again.
    reload: Callback<()>,
) -> impl IntoView {
    let following = use_action();
    let api = use_api();
    let roster = use_roster();
    let is_busy = following.is_busy;
    let follow = on_click(move || {
        let Some(secret) = kept_link() else { return };
        following.run(async move {
            let outcome = api.write::<FollowLink>(&NoArgument, &secret, None).await;
            // Read the target again, after a failure too, to show the current relation.
            reload.try_run(());
            match outcome {
                Ok(_) => roster.friends_changed(),
                // The target that is read again shows that the link is gone.
                Err(error) if error.is_refusal(ErrorCode::LinkGone) => {}
                Err(error) => return Err(error),
            }
            Ok(())
        });
    });
    view! {
        <div class="link-target">
            <Avatar person=person.clone() size=AvatarSize::Large />
            <h2>{title_of(Some(&person))}</h2>
            <p>{say(|text| text.links.link_explained)}</p>
            <button
                type="button"
                class="button"
                data-kind="primary"
                disabled=is_busy
                on:click=follow
            >
                {say(|text| text.links.link_become_friends)}
            </button>
        </div>
    }
}
