//! The list of my tags.

use leptos::prelude::*;
use life_circle_wire::tags::{ListTags, Tag};
use life_circle_wire::{NoArgument, NoQuery};

use super::tag_form::{TagDraft, TagForm};
use crate::data::api::use_api;
use crate::data::load::{loaded, use_kept_load};
use crate::kit::{Dialog, EmptyState, Icon};
use crate::people::roster::use_roster;
use crate::reactive::on_click;
use crate::text::parts::{say, say_with};

/// All my tags, each as a button that opens its form, and a button to create one.
#[component]
pub fn TagList() -> impl IntoView {
    let api = use_api();
    let friends = use_roster().friends;
    let tags =
        use_kept_load(move |source| api.read_from::<ListTags>(source, &NoArgument, &NoQuery {}));
    let is_open = RwSignal::new(false);
    let changing = RwSignal::new(None::<Tag>);
    let draft = TagDraft::new();
    let open = move |tag: Option<Tag>| {
        draft.take_up(tag.as_ref());
        changing.set(tag);
        is_open.set(true);
    };
    let saved = Callback::new(move |()| {
        is_open.set(false);
        draft.forget();
        // The list of friends contains each friend's tags: read it again.
        friends.reload();
        tags.reload.run(());
    });
    let change = Callback::new(move |tag| open(Some(tag)));
    let list = loaded(tags, move |tags| {
        if tags.items.is_empty() {
            let title = say_with(|text| text.tags.tags_empty.to_owned());
            return view! { <EmptyState icon="hash" title /> }.into_any();
        }
        let rows = tags
            .items
            .into_iter()
            .map(|tag| view! { <TagRow tag on_open=change /> });
        view! { <ul class="row-list">{rows.collect_view()}</ul> }.into_any()
    });
    view! {
        <section class="card">
            <p class="field-hint">{say(|text| text.tags.tags_hint)}</p>
            {list}
            <button type="button" class="button" on:click=on_click(move || open(None))>
                {say(|text| text.tags.new_tag)}
            </button>
        </section>
        <Dialog
            is_open
            title=say_with(move |text| {
                if changing.with(Option::is_some) {
                    text.tags.change_tag
                } else {
                    text.tags.new_tag
                }
                    .to_owned()
            })
        >
            <TagForm tag=changing.get_untracked() draft on_saved=saved />
        </Dialog>
    }
}

/// A tag with the number of its members, as a button.
#[component]
fn TagRow(
    /// The tag to show.
    tag: Tag,
    /// Opens the form of a tag.
    on_open: Callback<Tag>,
) -> impl IntoView {
    let name = tag.name.clone();
    let count = tag.count;
    view! {
        <li>
            <button
                type="button"
                class="row tag-row"
                on:click=on_click(move || on_open.run(tag.clone()))
            >
                <Icon name="hash" />
                <span class="row-text">
                    <span class="row-title" dir="auto">
                        {name}
                    </span>
                    <span class="row-detail">
                        {say_with(move |text| (text.tags.member_count)(count as usize))}
                    </span>
                </span>
                <Icon name="chevron-right" />
            </button>
        </li>
    }
}
