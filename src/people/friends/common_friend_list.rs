//! The list of friends that a person and the reader have in common.

use leptos::prelude::*;
use life_circle_wire::people::ListCommonFriends;
use life_circle_wire::{Handle, PageQuery};

use crate::data::api::use_api;
use crate::data::pager::Pager;
use crate::people::finding::PeopleList;

/// The common friends, from A to Z. The server leaves out people who don't want to be suggested.
#[component]
pub fn CommonFriendList(
    /// The handle of the other person.
    handle: Handle,
) -> impl IntoView {
    let api = use_api();
    let handle = StoredValue::new(handle);
    let common = Pager::new(move |cursor| async move {
        let page = api
            .read::<ListCommonFriends>(&handle.get_value(), &PageQuery::at(cursor))
            .await?;
        Ok((page.items, page.next))
    });
    common.refresh();
    view! { <PeopleList people=common /> }
}
