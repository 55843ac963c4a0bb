//! Chooses who can see a moment, and shows who that is.

use leptos::prelude::*;
use life_circle_wire::audience::{Audience, Chosen};
use life_circle_wire::person::Person;
use life_circle_wire::tags::{ListTags, Tag};
use life_circle_wire::{NoArgument, NoQuery, TagId};

use super::audience_form::AudienceForm;
use super::audience_preview::AudiencePreview;
use crate::data::api::use_api;
use crate::data::load::{loaded_quietly, use_load};
use crate::kit::{Icon, Switch};
use crate::people::roster::use_roster;
use crate::people::{PeoplePicker, toggle};
use crate::reactive::{Show, derive, effect, on_input};
use crate::text::parts::{PartsText, say, say_with};

/// The four audiences, the people and tags for `Only` and `Except`, and a preview of who will see
/// the moment.
#[component]
pub fn AudienceChoice(
    /// The form that holds the choice.
    form: AudienceForm,
) -> impl IntoView {
    let audience = form.audience;
    let choice =
        move |value: Audience, icon: &'static str, hint: fn(&'static PartsText) -> &'static str| {
            view! {
                <label class="choice" data-kind="row">
                    <input
                        type="radio"
                        name="audience"
                        prop:checked=derive(move || audience.get() == value)
                        on:change=on_input(move || audience.set(value))
                    />
                    <Icon name=icon />
                    <span>
                        <strong>{say_with(move |text| text.of_audience(value))}</strong>
                        <small>{say(hint)}</small>
                    </span>
                </label>
            }
        };
    let is_about_some = derive(move || matches!(audience.get(), Audience::Only | Audience::Except));
    // For an existing moment with its saved audience, the preview comes first: it says who sees the
    // moment now. For another choice it comes after the choices; `OnlyMe` has none.
    let is_as_it_is = derive(move || form.moment_if_unchanged().is_some());
    view! {
        <Show when=is_as_it_is>
            <AudiencePreview form />
        </Show>
        <fieldset class="choices" data-kind="rows">
            <legend>{say(|text| text.moments.audience)}</legend>
            {choice(Audience::Friends, "users", |text| text.audience.for_friends_hint)}
            {choice(Audience::Only, "user-check", |text| text.audience.for_some_hint)}
            {choice(Audience::Except, "user-x", |text| text.audience.for_others_hint)}
            {choice(Audience::OnlyMe, "lock", |text| text.audience.for_me_hint)}
        </fieldset>
        <Show when=is_about_some>
            <Named form />
        </Show>
        <Show when=derive(move || audience.get() != Audience::OnlyMe && !is_as_it_is.get())>
            <AudiencePreview form />
        </Show>
    }
}

/// The people and tags to choose, and the switch that says whether the audience follows later
/// changes.
#[component]
fn Named(
    /// The form that holds the choice.
    form: AudienceForm,
) -> impl IntoView {
    let AudienceForm {
        audience,
        chosen,
        is_asking,
        ..
    } = form;
    // These fields are below the visible part of the form, so scroll to them.
    let element = NodeRef::<leptos::html::Div>::new();
    effect(move || {
        is_asking.track();
        if let Some(element) = element
            .get()
            .filter(|_| untrack(|| form.moment_if_unchanged()).is_none())
        {
            request_animation_frame(move || element.scroll_into_view());
        }
    });
    let ask = say_with(move |text| {
        let is_nobody = is_asking.get() && chosen.with(Chosen::names_nobody);
        if is_nobody {
            text.audience.choose_somebody
        } else {
            ""
        }
    });
    let friends = use_roster().friends;
    friends.read_all(|| true);
    let toggle_person = Callback::new(move |person: Person| {
        chosen.update(|chosen| toggle(&mut chosen.people, person.id));
    });
    let is_live = derive(move || chosen.with(|chosen| !chosen.is_frozen(audience.get())));
    let set_live = Callback::new(move |is_live: bool| {
        chosen.update(|chosen| chosen.is_frozen = Some(!is_live));
    });
    view! {
        <div class="audience-some" node_ref=element>
            <p class="field-error" role="alert">
                {ask}
            </p>
            <NamedTags chosen />
            <PeoplePicker
                friends=friends.items
                state=friends.state
                load_more=Callback::new(move |()| friends.load_more())
                chosen=derive(move || chosen.with(|chosen| chosen.people.clone()))
                on_toggle=toggle_person
                full=derive(|| None)
                label=say(|text| text.common.friends)
                empty=say(|text| text.people.friends_empty_title)
            />
            <Switch
                label=say(|text| text.audience.follow)
                hint=say(|text| text.audience.follow_hint)
                is_on=is_live
                on_change=set_live
            />
        </div>
    }
}

/// The tags to choose. Empty if there are none.
#[component]
fn NamedTags(
    /// The people and tags that are chosen.
    chosen: RwSignal<Chosen>,
) -> impl IntoView {
    let api = use_api();
    let tags =
        use_load(move || async move { api.read::<ListTags>(&NoArgument, &NoQuery {}).await });
    let pill = move |(id, name): (TagId, Option<String>)| view! { <NamedTag id name chosen /> };
    loaded_quietly(tags, move |tags| {
        let listed = chosen.with_untracked(|chosen| with_deleted(tags.items, &chosen.tags));
        if listed.is_empty() {
            return ().into_any();
        }
        view! {
            <fieldset class="choices">
                <legend>{say(|text| text.tags.tags)}</legend>
                {listed.into_iter().map(pill).collect_view()}
            </fieldset>
        }
        .into_any()
    })
}

/// Adds the chosen tags that were deleted meanwhile, without their names. They are still listed, so
/// that the writer can untick them. The people they stood for must be chosen again.
fn with_deleted(tags: Vec<Tag>, chosen: &[TagId]) -> Vec<(TagId, Option<String>)> {
    let is_deleted = |id: &TagId| tags.iter().all(|tag| tag.id != *id);
    let deleted: Vec<TagId> = chosen.iter().copied().filter(is_deleted).collect();
    let there = tags.into_iter().map(|tag| (tag.id, Some(tag.name)));
    there
        .chain(deleted.into_iter().map(|id| (id, None)))
        .collect()
}

/// A checkbox for a tag.
#[component]
fn NamedTag(
    /// The id of the tag.
    id: TagId,
    /// The name of the tag; `None` if it was deleted.
    name: Option<String>,
    /// The people and tags that are chosen.
    chosen: RwSignal<Chosen>,
) -> impl IntoView {
    let is_on = derive(move || chosen.with(|chosen| chosen.tags.contains(&id)));
    let toggle = on_input(move || chosen.update(|chosen| toggle(&mut chosen.tags, id)));
    view! {
        <label class="choice">
            <input type="checkbox" prop:checked=is_on on:change=toggle />
            <span dir="auto">
                {say_with(move |text| {
                    name.clone().unwrap_or_else(|| text.tags.deleted_tag.to_owned())
                })}
            </span>
        </label>
    }
}
