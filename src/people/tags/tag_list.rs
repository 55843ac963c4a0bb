//! The list of my tags.

use leptos::prelude::*;
use life_circle_wire::tags::{ListTags, Tag};
use life_circle_wire::{NoArgument, NoQuery};

use super::tag_form::{Begun, TagForm};
use crate::data::api::use_api;
use crate::data::error_note::ErrorNote;
use crate::data::load::{Load, use_load};
use crate::kit::{Dialog, EmptyState, Icon};
use crate::people::roster::use_roster;
use crate::reactive::{dynamic, on_click};
use crate::text::parts::{say, say_with};
use crate::text::say as say_common;

/// All my tags, each as a button that opens its form, and a button to create one.
#[component]
pub fn TagList() -> impl IntoView {
    let api = use_api();
    let friends = use_roster().friends;
    let tags =
        use_load(move || async move { api.read::<ListTags>(&NoArgument, &NoQuery {}).await });
    let is_open = RwSignal::new(false);
    let changing = RwSignal::new(None::<Tag>);
    let begun = Begun::new();
    let open = move |tag: Option<Tag>| {
        begun.take_up(tag.as_ref());
        changing.set(tag);
        is_open.set(true);
    };
    let saved = Callback::new(move |()| {
        is_open.set(false);
        begun.forget();
        // The list of friends contains each friend's tags: read it again.
        friends.reload();
        tags.reload.run(());
    });
    let row = move |tag: Tag| {
        let name = tag.name.clone();
        let count = tag.count;
        view! {
            <li>
                <button
                    type="button"
                    class="row tag-row"
                    on:click=on_click(move || open(Some(tag.clone())))
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
    };
    let list = dynamic(move || match tags.get() {
        Load::Loading => view! {
            <p class="list-loading" role="status">
                {say_common(|text| text.common.loading)}
            </p>
        }
        .into_any(),
        Load::Failed(error) => view! { <ErrorNote error retry=tags.reload /> }.into_any(),
        Load::Ready(tags) if tags.items.is_empty() => {
            let title = say_with(|text| text.tags.tags_empty.to_owned());
            view! { <EmptyState icon="hash" title /> }.into_any()
        }
        Load::Ready(tags) => {
            view! { <ul class="row-list">{tags.items.into_iter().map(row).collect_view()}</ul> }
                .into_any()
        }
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
            <TagForm tag=changing.get_untracked() begun on_saved=saved />
        </Dialog>
    }
}
