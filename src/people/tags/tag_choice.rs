//! The choice of a friend's tags, with a field for a new tag.

use leptos::prelude::*;
use life_circle_wire::tags::{CreateTag, Tag, TagRequest, Tags};
use life_circle_wire::{NoArgument, TagId};

use crate::data::action::Action;
use crate::data::error_note::field_errors;
use crate::data::load::{Loader, loaded_quietly};
use crate::people::toggle;
use crate::reactive::{Show, derive, on_click, on_input};
use crate::text::parts::{say, say_with};

/// A notice that changing a tag's members also changes who sees the moments that follow the tag.
/// Empty if no moments follow it.
#[component]
pub fn TagFollowed(
    /// The tag whose members change.
    tag: Tag,
) -> impl IntoView {
    let Tag { name, moments, .. } = tag;
    let said = say_with(move |text| (text.tags.tag_followed)(&name, moments));
    (moments > 0).then(|| {
        view! {
            <p class="notice" role="status">
                {said}
            </p>
        }
    })
}

/// Creates a tag with the typed name, adds it to `chosen`, and clears `name`. `then` gets the tag's
/// id, even if the form was closed meanwhile.
pub fn make_tag(
    making: Action,
    chosen: RwSignal<Vec<TagId>>,
    name: RwSignal<String>,
    then: impl FnOnce(TagId) + 'static,
) {
    let request = TagRequest {
        name: name.get_untracked().trim().to_owned(),
        add: Vec::new(),
        remove: Vec::new(),
    };
    making.send::<CreateTag>(NoArgument, request, move |tag| {
        chosen.try_update(|chosen| chosen.push(tag.id));
        name.try_set(String::new());
        then(tag.id);
    });
}

/// A checkbox for each of my tags, and a field to create a new one.
#[component]
pub fn TagChoice(
    /// The tags that the friend will have.
    chosen: RwSignal<Vec<TagId>>,
    /// The tags that the friend has now.
    before: StoredValue<Vec<TagId>>,
    /// The typed name of a tag that isn't created yet.
    name: RwSignal<String>,
    /// Sends the request that creates the tag.
    making: Action,
    /// All my tags.
    tags: Loader<Tags>,
) -> impl IntoView {
    let create = move || make_tag(making, chosen, name, move |_| _ = tags.reload.try_run(()));
    let pill = move |tag: Tag| {
        let id = tag.id;
        let is_on = derive(move || chosen.with(|chosen| chosen.contains(&id)));
        let toggle = on_input(move || chosen.update(|chosen| toggle(chosen, id)));
        view! {
            <label class="choice">
                <input type="checkbox" prop:checked=is_on on:change=toggle />
                <span dir="auto">{tag.name}</span>
            </label>
        }
    };
    let followed = move |tag: Tag| {
        let id = tag.id;
        let was_on = before.with_value(|before| before.contains(&id));
        let has_changed = derive(move || chosen.with(|chosen| chosen.contains(&id)) != was_on);
        view! {
            <Show when=has_changed>
                <TagFollowed tag=tag.clone() />
            </Show>
        }
    };
    let pills = loaded_quietly(tags, move |tags| {
        let notices = tags.items.clone().into_iter().map(followed).collect_view();
        view! {
            {tags.items.into_iter().map(pill).collect_view()}
            {notices}
        }
        .into_any()
    });
    let [message] = field_errors(making.error, ["name"]);
    view! {
        <fieldset class="choices">
            <legend>{say(|text| text.tags.tags)}</legend>
            {pills}
            <div class="new-tag">
                <input
                    type="text"
                    autocomplete="off"
                    aria-label=say(|text| text.tags.new_tag)
                    placeholder=say(|text| text.tags.new_tag)
                    bind:value=name
                />
                <button
                    type="button"
                    class="link-button"
                    disabled=derive(move || {
                        making.is_busy.get() || name.with(|name| name.trim().is_empty())
                    })
                    on:click=on_click(create)
                >
                    {say(|text| text.tags.make)}
                </button>
            </div>
            <p class="field-error" role="alert">
                {message}
            </p>
        </fieldset>
    }
}
