//! Notifications: what happened that is about me.

use leptos::prelude::*;

use super::notification_list::NotificationList;
use crate::shell::use_title;
use crate::text::parts::say;

/// The screen at `/notifications`.
#[component]
pub fn NotificationsScreen() -> impl IntoView {
    use_title(|text| text.common.notifications.to_owned());
    view! {
        <div class="column">
            <h1 class="screen-title">{say(|text| text.common.notifications)}</h1>
            <NotificationList />
        </div>
    }
}
