//! Announces moments that arrived after the feed was read. They aren't inserted by themselves, so
//! that nothing moves while somebody reads.

use leptos::prelude::*;

use super::use_feed;
use crate::kit::Icon;
use crate::people::{Avatar, AvatarSize};
use crate::reactive::{Show, derive, on_click};
use crate::text::parts::say_with;

/// The most faces that the pill shows.
const FACES_MOST: usize = 3;

/// The pill with the number of new moments. A tap reads the feed again. Hidden if there are no new
/// moments.
#[component]
pub fn NewMomentsPill() -> impl IntoView {
    let feed = use_feed();
    let count = derive(move || feed.arrived.with(Vec::len));
    let faces = move || {
        let mut people: Vec<_> = feed
            .arrived
            .get()
            .into_iter()
            .rev()
            .map(|arrived| arrived.author)
            .collect();
        people.sort_by_key(|person| person.id);
        people.dedup_by_key(|person| person.id);
        people.truncate(FACES_MOST);
        people
            .into_iter()
            .map(|person| view! { <Avatar person size=AvatarSize::Small /> })
            .collect_view()
    };
    let show = move || {
        feed.entries.refresh();
        window().scroll_to_with_x_and_y(0.0, 0.0);
    };
    view! {
        <div class="pill-place" role="status">
            <Show when=derive(move || count.get() > 0)>
                <button type="button" class="pill" on:click=on_click(show)>
                    <Icon name="arrow-up" />
                    {faces}
                    <span>{say_with(move |text| (text.lists.new_moments)(count.get()))}</span>
                </button>
            </Show>
        </div>
    }
}
