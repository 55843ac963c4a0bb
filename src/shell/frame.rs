//! The frame around every screen: a tab bar at the bottom on a phone, a rail at the side on a wide
//! screen.

use leptos::prelude::*;

use super::badge::show_badge;
use crate::data::api::connection::use_connection;
use crate::data::waiting::use_waiting;
use crate::kit::Icon;
use crate::reactive::{Show, derive, effect};
use crate::routing::Route;
use crate::routing::navigator::use_navigator;
use crate::text::{Text, say};

/// The frame of a signed-in person.
#[component]
pub fn Frame(
    /// `true` once the feed has loaded or failed.
    #[prop(into)]
    feed_was_read: Signal<bool>,
    /// The screen inside the frame.
    children: Children,
) -> impl IntoView {
    let waiting = use_waiting();
    let route = use_navigator().route();
    effect(move || match route.get() {
        // On the Life Circle, the first page of the feed is loaded before the status.
        Route::Circle if !feed_was_read.get() => {}
        _ => waiting.refresh(),
    });
    let has_news = derive(move || waiting.status.get().is_some_and(|status| status.unseen > 0));
    let has_unread = derive(move || waiting.status.get().is_some_and(|status| status.unread > 0));
    let has_requests = derive(move || {
        waiting
            .status
            .get()
            .is_some_and(|status| status.requests > 0)
    });
    effect(move || {
        let status = waiting.status.get();
        show_badge(status.map_or(0, |status| status.unread + status.requests));
    });
    let always_false = derive(|| false);
    view! {
        <a class="skip-link" href="#main">
            {say(|text| text.shell.skip_to_content)}
        </a>
        <div class="frame">
            <nav class="tabs" aria-label=say(|text| text.shell.navigation)>
                <a class="brand" href="/" aria-hidden="true" tabindex="-1">
                    <Icon name="circle-dot-dashed" />
                    <span>{say(|text| text.common.app_name)}</span>
                </a>
                <Tab
                    route=Route::Home
                    icon="house"
                    label=|text| text.common.home
                    has_dot=always_false
                />
                <Tab
                    route=Route::Circle
                    icon="circle-dot-dashed"
                    label=|text| text.common.circle
                    has_dot=has_news
                />
                <Tab
                    route=Route::Notifications
                    icon="bell"
                    label=|text| text.common.notifications
                    has_dot=has_unread
                />
                <Tab
                    route=Route::Friends
                    icon="users"
                    label=|text| text.common.friends
                    has_dot=has_requests
                />
                <Tab route=Route::Me icon="user" label=|text| text.common.me has_dot=always_false />
            </nav>
            <main id="main" tabindex="-1">
                <OfflineNote />
                {children()}
            </main>
        </div>
    }
}

/// A link to a screen, in the bar of the frame. It leads to where the reader was on that screen;
/// with a dot, it leads to what is new, at the top.
#[component]
fn Tab(
    /// The screen that the tab opens.
    route: Route,
    /// The name of the icon.
    icon: &'static str,
    /// The text below the icon.
    label: fn(&'static Text) -> &'static str,
    /// Whether there is something new.
    has_dot: Signal<bool>,
) -> impl IntoView {
    let path = route.path();
    let current = use_navigator().route();
    let is_current = move || (current.get() == route).then_some("page");
    view! {
        <a
            class="tab"
            href=path
            aria-current=is_current
            data-resumes=move || (!has_dot.get()).then_some("")
        >
            <span class="tab-icon">
                <Icon name=icon />
                <Show when=has_dot>
                    <span class="dot">
                        <span class="visually-hidden">{say(|text| text.common.new_mark)}</span>
                    </span>
                </Show>
            </span>
            <span>{say(label)}</span>
        </a>
    }
}

/// A note that is shown while there is no network, or no live connection to the server.
#[component]
fn OfflineNote() -> impl IntoView {
    let is_online = use_connection().is_online();
    let is_disconnected = use_connection().is_disconnected();
    view! {
        <div role="status">
            <Show when=derive(move || !is_online.get())>
                <p class="offline-note">
                    <Icon name="cloud-off" />
                    {say(|text| text.shell.you_are_offline)}
                </p>
            </Show>
            <Show when=derive(move || is_online.get() && is_disconnected.get())>
                <p class="offline-note">
                    <Icon name="cloud-off" />
                    {say(|text| text.shell.connection_lost)}
                </p>
            </Show>
        </div>
    }
}
