//! The tags that a friend carries, and a new one.

use leptos::prelude::*;
use life_circle_wire::tags::{CreateTag, Tag, TagRequest, Tags};
use life_circle_wire::{NoArgument, TagId};

use crate::data::error_note::{ErrorNote, field_errors};
use crate::data::load::{Load, Loader};
use crate::data::sending::Sending;
use crate::kit::{When, choose, dynamic, tap};
use crate::people::toggle;
use crate::reactive::derive;
use crate::text::later::{say, say_with};

/// What else changes with who carries a tag: nothing, unless moments follow it.
#[component]
pub fn TagFollowed(
    /// The tag.
    tag: Tag,
) -> impl IntoView {
    let Tag { name, moments, .. } = tag;
    let said = say_with(move |text| (text.tag_followed)(&name, moments));
    (moments > 0).then(|| view! { <p class="notice" role="status">{said}</p> })
}

/// Makes the tag whose name was typed, and chooses it.
pub fn make_tag(
    making: Sending,
    chosen: RwSignal<Vec<TagId>>,
    name: RwSignal<String>,
    then: impl FnOnce() + 'static,
) {
    let request = TagRequest {
        name: name.get_untracked().trim().to_owned(),
        add: Vec::new(),
        remove: Vec::new(),
    };
    making.send::<CreateTag>(NoArgument, request, move |tag| {
        chosen.try_update(|chosen| chosen.push(tag.id));
        name.try_set(String::new());
        then();
    });
}

/// All my tags, to put on a friend or take off.
#[component]
pub fn TagChoice(
    /// Those that the friend is to carry.
    chosen: RwSignal<Vec<TagId>>,
    /// Those that they carry.
    before: StoredValue<Vec<TagId>>,
    /// The name of one that isn't made yet.
    name: RwSignal<String>,
    /// What makes it.
    making: Sending,
    /// All of mine.
    tags: Loader<Tags>,
) -> impl IntoView {
    let create = move || make_tag(making, chosen, name, move || _ = tags.reload.try_run(()));
    let pill = move |tag: Tag| {
        let id = tag.id;
        let is_on = derive(move || chosen.with(|chosen| chosen.contains(&id)));
        let toggle = choose(move || chosen.update(|chosen| toggle(chosen, id)));
        view! { <label class="choice"><input type="checkbox" prop:checked=is_on on:change=toggle /><span dir="auto">{tag.name}</span></label> }
    };
    let pills = dynamic(move || match tags.get() {
        Load::Ready(tags) => {
            let followed = tags.items.clone().into_iter().map(|tag| {
                let id = tag.id;
                let was_on = before.with_value(|before| before.contains(&id));
                let has_changed =
                    derive(move || chosen.with(|chosen| chosen.contains(&id)) != was_on);
                view! { <When is=has_changed><TagFollowed tag=tag.clone() /></When> }
            });
            let followed = followed.collect_view();
            view! { {tags.items.into_iter().map(pill).collect_view()} {followed} }.into_any()
        }
        Load::Failed(error) => view! { <ErrorNote error retry=tags.reload /> }.into_any(),
        Load::Loading => ().into_any(),
    });
    let [message] = field_errors(making.error, ["name"]);
    view! {
        <fieldset class="choices">
            <legend>{say(|text| text.tags)}</legend>
            {pills}
            <div class="new-tag">
                <input type="text" autocomplete="off" aria-label=say(|text| text.new_tag) placeholder=say(|text| text.new_tag) bind:value=name />
                <button type="button" class="link-button" disabled=derive(move || making.is_busy.get() || name.with(|name| name.trim().is_empty())) on:click=tap(create)>{say(|text| text.make)}</button>
            </div>
            <p class="field-error" role="alert">{message}</p>
        </fieldset>
    }
}
