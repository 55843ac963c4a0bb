//! The tags that a friend carries, and a new one.

use leptos::prelude::*;
use life_circle_wire::tags::{CreateTag, ListTags, Tag, TagRequest};
use life_circle_wire::{NoArgument, NoQuery, TagId};

use crate::api::{ApiError, new_key, use_api};
use crate::erased::{derive, spawn};
use crate::state::load::{Load, use_load};
use crate::state::session::use_session;
use crate::text::later::{self, say};
use crate::text::use_language;
use crate::ui::{ErrorNote, choose, dynamic, form_error_text, tap};

/// All my tags, to put on a friend or take off.
#[component]
pub fn TagChoice(
    /// Those that the friend is to carry.
    chosen: RwSignal<Vec<TagId>>,
    /// The name of one that isn't made yet.
    name: RwSignal<String>,
    /// Whether it is said that it isn't.
    is_asking: RwSignal<bool>,
) -> impl IntoView {
    let (api, session, language) = (use_api(), use_session(), use_language());
    let tags = use_load(move || async move { api.read::<ListTags>(&NoArgument, &NoQuery {}).await });
    let (error, is_busy) = (RwSignal::new(None::<ApiError>), RwSignal::new(false));
    let create = move || {
        let request = TagRequest { name: name.get_untracked().trim().to_owned(), add: Vec::new(), remove: Vec::new() };
        if request.name.is_empty() || is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        error.set(None);
        spawn(async move {
            match api.write::<CreateTag>(&NoArgument, &request, Some(&new_key())).await {
                Ok(tag) => {
                    chosen.try_update(|chosen| chosen.push(tag.id));
                    name.try_set(String::new());
                    tags.reload.try_run(());
                }
                Err(reason) => {
                    session.notice(&reason);
                    error.try_set(Some(reason));
                }
            }
            is_busy.try_set(false);
        });
    };
    let pill = move |tag: Tag| {
        let id = tag.id;
        let is_on = derive(move || chosen.with(|chosen| chosen.contains(&id)));
        let toggle = choose(move || {
            chosen.update(|chosen| match chosen.iter().position(|other| *other == id) {
                Some(place) => drop(chosen.remove(place)),
                None => chosen.push(id),
            });
        });
        view! { <label class="choice"><input type="checkbox" prop:checked=is_on on:change=toggle /><span dir="auto">{tag.name}</span></label> }
    };
    let pills = dynamic(move || match tags.get() {
        Load::Ready(tags) => tags.items.into_iter().map(pill).collect_view().into_any(),
        Load::Failed(error) => view! { <ErrorNote error retry=tags.reload /> }.into_any(),
        Load::Loading => ().into_any(),
    });
    let message = derive(move || {
        let is_unmade = is_asking.get() && name.with(|name| !name.trim().is_empty());
        let unmade = is_unmade.then(|| later::of(language.get()).tag_unmade);
        error.get().map(|error| form_error_text(&error, language.get())).or(unmade)
    });
    view! {
        <fieldset class="choices">
            <legend>{say(|text| text.tags)}</legend>
            {pills}
            <div class="new-tag">
                <input type="text" autocomplete="off" aria-label=say(|text| text.new_tag) placeholder=say(|text| text.new_tag) bind:value=name />
                <button type="button" class="link-button" disabled=derive(move || is_busy.get() || name.with(|name| name.trim().is_empty())) on:click=tap(create)>{say(|text| text.make)}</button>
            </div>
            <p class="field-error" role="alert">{message}</p>
        </fieldset>
    }
}
