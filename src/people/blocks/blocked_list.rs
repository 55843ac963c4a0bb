//! The list of people I have blocked.

use leptos::prelude::*;
use life_circle_wire::blocks::ListBlocked;
use life_circle_wire::{NoArgument, PageQuery};

use super::block_button::UnblockButton;
use crate::data::api::{ListState, use_api};
use crate::data::pager::{Pager, PagerEnd};
use crate::kit::EmptyState;
use crate::people::PersonRow;
use crate::reactive::{Show, derive, for_each};
use crate::text::parts::say_with;

/// The blocked people, each with a button to unblock them. The most recent block comes first.
#[component]
pub fn BlockedList() -> impl IntoView {
    let api = use_api();
    let blocked = Pager::new(move |cursor| async move {
        let page = api
            .read::<ListBlocked>(&NoArgument, &PageQuery::at(cursor))
            .await?;
        Ok((page.items, page.next))
    });
    blocked.refresh();
    let row = move |person: life_circle_wire::person::Person| {
        let on_changed = Callback::new(move |()| blocked.reload());
        view! {
            <PersonRow person=person.clone()>
                <UnblockButton person on_changed />
            </PersonRow>
        }
        .into_any()
    };
    let is_empty =
        move || blocked.state.get() == ListState::End && blocked.items.with(Vec::is_empty);
    view! {
        <ul class="row-list">
            {for_each(move || blocked.items.get(), |person| person.id.to_string(), row)}
        </ul>
        <Show when=derive(is_empty)>
            <EmptyState
                icon="user-x"
                title=say_with(|text| text.people.nobody_blocked.to_owned())
                message=say_with(|text| text.people.nobody_blocked_hint.to_owned())
            />
        </Show>
        <PagerEnd
            state=blocked.state
            load_more=Callback::new(move |()| blocked.load_more())
            end=derive(|| None)
        />
    }
}
