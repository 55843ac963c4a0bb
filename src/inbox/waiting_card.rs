//! Links to what is unread: one to the notifications, one to the friend requests.

use leptos::prelude::*;
use life_circle_wire::events::Status;

use crate::data::waiting::use_waiting;
use crate::kit::Icon;
use crate::people::{Avatar, AvatarSize};
use crate::reactive::{Show, derive};
use crate::routing::Route;
use crate::text::{Text, say_with};

/// A link for unread notifications and one for friend requests. Each is shown only if there are
/// any.
#[component]
pub fn WaitingCard() -> impl IntoView {
    let waiting = use_waiting();
    let status = derive(move || waiting.status.get().unwrap_or_default());
    let actor = move || {
        status
            .get()
            .newest_actor
            .map(|person| view! { <Avatar person size=AvatarSize::Small /> })
    };
    view! {
        <Show when=derive(move || status.with(|status| status.unread > 0))>
            <a class="card row waiting" href=Route::Notifications.path()>
                {actor}
                <p class="row-title row-text">
                    {line(status, |text| text.inbox.unread_count, |status| status.unread)}
                </p>
                <Icon name="chevron-right" />
            </a>
        </Show>
        <Show when=derive(move || status.with(|status| status.requests > 0))>
            <a class="card row waiting" href=Route::Friends.path()>
                <span class="waiting-icon">
                    <Icon name="user-plus" />
                </span>
                <p class="row-title row-text">
                    {line(status, |text| text.inbox.request_count, |status| status.requests)}
                </p>
                <Icon name="chevron-right" />
            </a>
        </Show>
    }
}

fn line(
    status: Signal<Status>,
    says: fn(&'static Text) -> fn(u32) -> String,
    count: fn(&Status) -> u32,
) -> Signal<String> {
    say_with(move |text| says(text)(status.with(count)))
}
