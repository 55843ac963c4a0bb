//! Everybody with whom both a person and the reader are friends.

use leptos::prelude::*;
use life_circle_wire::people::ListCommonFriends;
use life_circle_wire::{Handle, PageQuery};

use crate::data::api::use_api;
use crate::data::pager::Pager;
use crate::data::session::use_session;
use crate::people::PeopleList;

/// The people, from A to Z.
#[component]
pub fn CommonFriendList(
    /// With whom.
    handle: Handle,
) -> impl IntoView {
    let (api, session, handle) = (use_api(), use_session(), StoredValue::new(handle));
    let common = Pager::new(session, move |cursor| async move {
        let page = api
            .read::<ListCommonFriends>(&handle.get_value(), &PageQuery::at(cursor))
            .await?;
        Ok((page.items, page.next))
    });
    common.refresh();
    view! { <PeopleList people=common.items state=common.state load_more=Callback::new(move |()| common.load_more()) /> }
}
