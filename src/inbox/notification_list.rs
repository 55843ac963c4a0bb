//! The list of my notifications, grouped by moment, unread groups first.

use leptos::prelude::*;
use life_circle_wire::notifications::{
    ListNotifications, Notification, SetNotificationsSeen, SetNotificationsSeenRequest,
};
use life_circle_wire::{NoArgument, PageQuery, limits};

use super::group_row::GroupRow;
use super::groups::{Group, grouped};
use crate::data::api::use_api;
use crate::data::pager::{ListState, PagedList, Pager, Pages};
use crate::data::waiting::use_waiting;
use crate::kit::EmptyState;
use crate::reactive::{derive, effect, for_each, on_window_event, spawn_local};
use crate::text::parts::say_with;

/// The list of notifications. What was unread when the list was opened stays marked until the
/// reader leaves it.
#[component]
pub fn NotificationList() -> impl IntoView {
    let api = use_api();
    let seen = RwSignal::new(None::<i64>);
    let notifications: Pager<Notification> = Pager::kept(move |cursor, source| async move {
        let query = PageQuery {
            cursor,
            limit: Some(limits::PAGE_MOST),
        };
        let page = api
            .read_from::<ListNotifications>(source, &NoArgument, &query)
            .await?;
        // How far I had looked when it was kept says nothing about now.
        if source.is_server() {
            seen.try_update(|seen| _ = seen.get_or_insert(page.seen));
        }
        Ok((page.items, page.next))
    });
    notifications.refresh();
    refresh_at_news(notifications);
    tell_seen(notifications);
    let groups = derive(move || {
        notifications
            .items
            .with(|items| grouped(items, seen.get().unwrap_or(i64::MAX)))
    });
    // Items of an unknown kind are in no group.
    let is_empty = derive(move || groups.with(Vec::is_empty));
    let pages = Pages {
        is_empty,
        ..notifications.pages()
    };
    let empty = || {
        let title = say_with(|text| text.notifications.notifications_empty_title.to_owned());
        let message = say_with(|text| text.notifications.notifications_empty_message.to_owned());
        view! { <EmptyState icon="bell" title message /> }
    };
    view! {
        <PagedList pages empty end=Some(|text| text.common.end_of_list)>
            <ul class="card row-list notifications" hidden=is_empty>
                {for_each(
                    move || groups.get(),
                    Group::key,
                    |group| view! { <GroupRow group /> }.into_any(),
                )}
            </ul>
        </PagedList>
    }
}

/// Reads the list again at once when something new arrives.
fn refresh_at_news(notifications: Pager<Notification>) {
    let waiting = use_waiting();
    effect(move || {
        if waiting
            .status
            .with(|status| status.as_ref().is_some_and(|status| status.unread > 0))
            && notifications.state.get_untracked() != ListState::Loading
        {
            notifications.refresh();
        }
    });
}

/// Tells the server that everything is seen, but only while the page is visible, not in a hidden
/// tab.
fn tell_seen(notifications: Pager<Notification>) {
    let api = use_api();
    let waiting = use_waiting();
    let told = StoredValue::new(0_i64);
    let is_hidden = RwSignal::new(document().hidden());
    on_window_event("visibilitychange", move || {
        is_hidden.set(document().hidden());
    });
    effect(move || {
        let newest = notifications
            .items
            .with(|items| items.first().map_or(0, |item| item.number));
        if newest > told.get_value() && !is_hidden.get() {
            told.set_value(newest);
            spawn_local(async move {
                let request = SetNotificationsSeenRequest { number: newest };
                // If this fails, it is sent again when something newer arrives or the list is
                // opened again.
                if api
                    .write::<SetNotificationsSeen>(&NoArgument, &request, None)
                    .await
                    .is_ok()
                {
                    waiting.clear_unread();
                }
            });
        }
    });
}
