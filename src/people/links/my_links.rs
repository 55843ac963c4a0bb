//! My links, and making another one.

use leptos::prelude::*;
use life_circle_wire::links::{CreateLink, CreateLinkRequest, Lifetime, Link, ListLinks};
use life_circle_wire::{NoArgument, NoQuery};

use super::link_card::LinkCard;
use crate::data::action::{tell_screen, use_form_action};
use crate::data::api::use_api;
use crate::data::error_note::field_errors;
use crate::data::load::{loaded, use_load};
use crate::reactive::{derive, on_input, on_submit};
use crate::text::parts::{say, say_with};

/// The choices for how many people can use a link.
const PEOPLE: [u32; 3] = [1, 10, 100];

/// The newest link with its QR code, a form to create another one, and the other links below.
#[component]
pub fn MyLinks() -> impl IntoView {
    let api = use_api();
    let links =
        use_load(move || async move { api.read::<ListLinks>(&NoArgument, &NoQuery {}).await });
    loaded(links, move |all| {
        view! { <Links links=all.items reload=links.reload /> }.into_any()
    })
}

/// The newest link with its code, the form to create another one, and the older links.
#[component]
fn Links(
    /// The links that are valid, the newest first.
    links: Vec<Link>,
    /// Reads the links again.
    reload: Callback<()>,
) -> impl IntoView {
    let mut links = links.into_iter();
    let newest = links
        .next()
        .map(|link| view! { <LinkCard link on_revoked=reload has_code=true /> });
    let others: Vec<Link> = links.collect();
    let others = (!others.is_empty()).then(|| {
        let rows = others.into_iter().map(|link| {
            view! {
                <li>
                    <LinkCard link on_revoked=reload has_code=false />
                </li>
            }
        });
        view! {
            <h3>{say(|text| text.links.other_links)}</h3>
            <ul class="row-list">{rows.collect_view()}</ul>
        }
    });
    view! { <div class="my-links">{newest} <LinkForm on_made=reload /> {others}</div> }
}

/// A form to create a link: how long it is valid, and for how many people.
#[component]
fn LinkForm(
    /// Called after the link was created.
    on_made: Callback<()>,
) -> impl IntoView {
    let making = use_form_action();
    let lifetime = RwSignal::new(Lifetime::Day);
    let people_most = RwSignal::new(PEOPLE[1]);
    let submit = on_submit(move || {
        let request = CreateLinkRequest {
            lifetime: lifetime.get_untracked(),
            people_most: people_most.get_untracked(),
        };
        making.send::<CreateLink>(NoArgument, request, move |_| tell_screen(on_made, ()));
    });
    let [message] = field_errors(making.error, ["people_most"]);
    view! {
        <form class="form" on:submit=submit>
            <LifetimeChoice lifetime />
            <PeopleChoice people_most />
            <p class="field-error" role="alert">
                {message}
            </p>
            <button type="submit" class="button" data-kind="primary" disabled=making.is_busy>
                {say(|text| text.links.make_code)}
            </button>
        </form>
    }
}

/// The choice of how long the link is valid.
#[component]
fn LifetimeChoice(
    /// The chosen time.
    lifetime: RwSignal<Lifetime>,
) -> impl IntoView {
    let choices = Lifetime::ALL.map(|choice| {
        let name = say(match choice {
            Lifetime::Hour => |text| text.links.an_hour,
            Lifetime::Day => |text| text.links.a_day,
            Lifetime::Week => |text| text.links.a_week,
            Lifetime::Month => |text| text.links.a_month,
        });
        let is_chosen = derive(move || lifetime.get() == choice);
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="lifetime"
                    prop:checked=is_chosen
                    on:change=on_input(move || lifetime.set(choice))
                />
                <span>{name}</span>
            </label>
        }
    });
    view! {
        <fieldset class="choices">
            <legend>{say(|text| text.links.code_for)}</legend>
            {choices.into_iter().collect_view()}
        </fieldset>
    }
}

/// The choice of how many people can use the link.
#[component]
fn PeopleChoice(
    /// The chosen number of people.
    people_most: RwSignal<u32>,
) -> impl IntoView {
    let choices = PEOPLE.map(|number| {
        let is_chosen = derive(move || people_most.get() == number);
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="people"
                    prop:checked=is_chosen
                    on:change=on_input(move || people_most.set(number))
                />
                <span>{say_with(move |text| (text.links.people_number)(number))}</span>
            </label>
        }
    });
    view! {
        <fieldset class="choices">
            <legend>{say(|text| text.links.code_people)}</legend>
            {choices.into_iter().collect_view()}
        </fieldset>
    }
}
