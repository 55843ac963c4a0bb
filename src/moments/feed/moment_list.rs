//! A list of moments as cards.

use leptos::prelude::*;

use super::FeedEntry;
use crate::data::pager::{PagedList, Pages};
use crate::moments::card::{MomentCard, provide_card_window};
use crate::reactive::{derive, for_each};
use crate::shell::use_drawn;
use crate::text::Text;

/// How many cards are drawn at once: more than a phone shows.
pub const DRAWN_FIRST: usize = 3;
/// How many more are drawn in a frame.
pub const DRAWN_IN_A_FRAME: usize = 1;

/// The moments as cards, a few of them at a time.
#[component]
pub fn MomentList(
    /// The moments to show.
    #[prop(into)]
    entries: Signal<Vec<FeedEntry>>,
    /// How far they are read, and how to read on.
    pages: Pages,
    /// The view to show if there are none.
    #[prop(into)]
    empty: ViewFn,
    /// The text after the last one. If it isn't given, the list just ends.
    #[prop(optional_no_strip)]
    end: Option<fn(&'static Text) -> &'static str>,
) -> impl IntoView {
    provide_card_window();
    let count = move || entries.with(Vec::len);
    let drawn = use_drawn(count, DRAWN_FIRST, DRAWN_IN_A_FRAME);
    let pages = pages.once_drawn(derive(move || drawn.get() >= count()));
    let shown = move || entries.with(|entries| entries.iter().take(drawn.get()).copied().collect());
    view! {
        <PagedList pages empty end>
            <div class="moment-list">
                {for_each(
                    shown,
                    |entry: &FeedEntry| entry.id.to_string(),
                    |entry| view! { <MomentCard id=entry.id /> }.into_any(),
                )}
            </div>
        </PagedList>
    }
}
