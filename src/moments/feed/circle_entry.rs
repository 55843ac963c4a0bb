//! The row on the Friends screen that leads to the Life Circle.

use leptos::prelude::*;

use crate::data::waiting::use_waiting;
use crate::kit::Icon;
use crate::people::{Avatar, AvatarSize};
use crate::reactive::derive;
use crate::routing::Route;
use crate::text::parts::{say, say_with};

/// A row that leads to the Life Circle. It shows the number of unseen moments and, with a dot, the
/// author of the newest one.
#[component]
pub fn CircleEntry() -> impl IntoView {
    let waiting = use_waiting();
    let unseen = derive(move || waiting.status.get().map_or(0, |status| status.unseen));
    let newest = move || {
        let author = waiting.status.get()?.newest_author?;
        Some(view! {
            <span class="entry-newest">
                <Avatar person=author size=AvatarSize::Small />
                <span class="dot"></span>
            </span>
        })
    };
    let detail = say_with(move |text| match unseen.get() {
        _ if waiting.status.with(Option::is_none) => String::new(),
        0 => text.moment_pages.circle_entry_none.to_owned(),
        unseen => (text.moment_pages.circle_entry_new)(unseen),
    });
    view! {
        <a class="row entry" href=Route::Circle.path()>
            <span class="entry-icon">
                <Icon name="circle-dot-dashed" />
            </span>
            <div class="row-text">
                <p class="row-title">{say(|text| text.common.circle)}</p>
                <p class="row-detail">{detail}</p>
            </div>
            {newest}
            <Icon name="chevron-right" />
        </a>
    }
}
