//! The list of people I have blocked.

use leptos::prelude::*;
use life_circle_wire::blocks::ListBlocked;
use life_circle_wire::{NoArgument, PageQuery};

use super::block_button::UnblockButton;
use crate::data::api::use_api;
use crate::data::pager::{PagedList, Pager};
use crate::kit::EmptyState;
use crate::people::PersonRow;
use crate::reactive::for_each;
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
    let empty = || {
        let title = say_with(|text| text.people.nobody_blocked.to_owned());
        let message = say_with(|text| text.people.nobody_blocked_hint.to_owned());
        view! { <EmptyState icon="user-x" title message /> }
    };
    view! {
        <PagedList pages=blocked.pages() empty>
            <ul class="row-list">
                {for_each(move || blocked.items.get(), |person| person.id.to_string(), row)}
            </ul>
        </PagedList>
    }
}
