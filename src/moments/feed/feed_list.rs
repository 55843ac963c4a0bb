//! The feed: newest first, nothing inserted, nothing left out.

use leptos::prelude::*;

use super::moment_list::{DRAWN_FIRST, DRAWN_IN_A_FRAME, MomentList};
use super::{FeedEntry, use_feed};
use crate::data::pager::{ListState, PagedList, Pages};
use crate::kit::{EmptyState, point_in_time_text, when_in_view};
use crate::moments::card::{MomentCard, provide_card_window};
use crate::moments::compose::use_composer;
use crate::moments::outgoing::OutgoingHere;
use crate::reactive::{Show, derive, effect, for_each, on_click};
use crate::routing::Route;
use crate::shell::use_drawn;
use crate::text::{say, say_with, use_language};

/// How many moments Home shows.
const NEWEST_SHOWN: usize = 5;

/// A row of the feed.
#[derive(Clone, Copy)]
enum Row {
    Moment {
        id: life_circle_wire::MomentId,
        is_new: bool,
    },
    /// The mark after the new moments: the reader has seen the rows below it. Holds the time of the
    /// reader's last visit.
    Seen(life_circle_wire::Timestamp),
}

impl Row {
    fn key(&self) -> String {
        match self {
            Self::Moment { id, is_new } => format!("{id} {is_new}"),
            Self::Seen(at) => at.to_string(),
        }
    }
}

/// The whole feed. Scrolling down reads more of it.
#[component]
pub fn FeedList() -> impl IntoView {
    let feed = use_feed();
    provide_card_window();
    let count = move || feed.entries.items.with(Vec::len);
    let drawn = use_drawn(count, DRAWN_FIRST, DRAWN_IN_A_FRAME);
    let rows = move || {
        let entries = feed.entries.items.get();
        let is_whole = feed.entries.state.get() == ListState::End;
        let mut rows = rows_of(&entries, feed.seen_at.get(), is_whole);
        rows.truncate(drawn.get());
        rows
    };
    // Without a mark, opening the feed marks it as seen. `SeenMark` does so once it is on the
    // screen.
    effect(move || {
        let is_read = matches!(feed.entries.state.get(), ListState::More | ListState::End);
        let has_new = feed
            .entries
            .items
            .with(|entries| entries.iter().any(|entry| entry.is_new));
        if is_read && !has_new {
            feed.mark_seen();
        }
    });
    let row = move |row: Row| match row {
        Row::Moment { id, is_new } => view! { <MomentCard id is_new /> }.into_any(),
        Row::Seen(at) => view! { <SeenMark at /> }.into_any(),
    };
    view! {
        <OutgoingHere under=None />
        <PagedList
            pages=feed.entries.pages().once_drawn(derive(move || drawn.get() >= count()))
            empty=|| view! { <EmptyFeed /> }
            end=Some(|text| text.moments.end_of_feed)
        >
            <div class="moment-list">{for_each(rows, Row::key, row)}</div>
        </PagedList>
    }
}

/// Makes the rows of the feed. The mark goes after the last new moment, once a moment that was seen
/// before follows it or the feed is read to its end. Without new moments there is no mark.
fn rows_of(
    entries: &[FeedEntry],
    seen_at: Option<life_circle_wire::Timestamp>,
    is_whole: bool,
) -> Vec<Row> {
    let moments = entries.iter().map(|entry| Row::Moment {
        id: entry.id,
        is_new: entry.is_new,
    });
    let mut rows: Vec<Row> = moments.collect();
    let first_seen = entries
        .iter()
        .rposition(|entry| entry.is_new)
        .map(|last_new| last_new + 1);
    if let (Some(index), Some(at)) = (first_seen, seen_at)
        && (is_whole || index < rows.len())
    {
        rows.insert(index, Row::Seen(at));
    }
    rows
}

/// The mark after the new moments. Once it is on the screen, the feed counts as seen.
#[component]
fn SeenMark(
    /// The time of the reader's last visit.
    at: life_circle_wire::Timestamp,
) -> impl IntoView {
    let feed = use_feed();
    let language = use_language();
    let mark = NodeRef::new();
    // A jump to the end passes the mark without showing it: what is above the screen counts, too.
    when_in_view(mark, "1000000px 0px 0px", move || feed.mark_seen());
    let message = move || {
        let language = language.get();
        (language.text().moments.seen_everything_since)(&point_in_time_text(at, language))
    };
    view! {
        <div class="seen-mark" node_ref=mark>
            <span>{message}</span>
        </div>
    }
}

/// Shown if the feed has no moments: buttons to write one and to find people.
#[component]
fn EmptyFeed() -> impl IntoView {
    let composer = use_composer();
    view! {
        <EmptyState
            icon="sprout"
            title=say_with(|text| text.moments.feed_empty_title.to_owned())
            message=say_with(|text| text.moments.feed_empty_message.to_owned())
        >
            <button
                type="button"
                class="button"
                data-kind="primary"
                on:click=on_click(move || composer.begin())
            >
                {say(|text| text.moments.share)}
            </button>
            <a class="button" href=Route::Friends.path()>
                {say(|text| text.common.find_people)}
            </a>
        </EmptyState>
    }
}

/// The newest few moments, with a link to the whole feed.
#[component]
pub fn NewestMoments() -> impl IntoView {
    let feed = use_feed();
    let newest = derive(move || {
        feed.entries.items.with(|entries| {
            entries
                .iter()
                .take(NEWEST_SHOWN)
                .copied()
                .collect::<Vec<_>>()
        })
    });
    let is_there = derive(move || feed.entries.items.with(|entries| !entries.is_empty()));
    let state = derive(move || match feed.entries.state.get() {
        // Older moments are shown on the circle's screen only, so this list ends here.
        ListState::More if is_there.get() => ListState::End,
        state => state,
    });
    let pages = Pages {
        state,
        ..feed.entries.pages()
    };
    view! {
        <section class="newest" aria-labelledby="newest-heading">
            <h2 id="newest-heading" class="section-heading">
                {say(|text| text.moments.newest_moments)}
            </h2>
            <OutgoingHere under=None />
            <MomentList entries=newest pages empty=|| view! { <EmptyFeed /> } />
            <Show when=is_there>
                <a class="button see-all" href=Route::Circle.path()>
                    {say(|text| text.moments.see_all_moments)}
                </a>
            </Show>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use life_circle_wire::{MomentId, Timestamp};

    use super::*;

    fn rows(is_new: &[bool], seen_at: Option<Timestamp>) -> Vec<Option<bool>> {
        let entries: Vec<FeedEntry> = is_new
            .iter()
            .map(|&is_new| FeedEntry {
                id: MomentId(1),
                is_new,
            })
            .collect();
        let mark = |row: &Row| match row {
            Row::Moment { is_new, .. } => Some(*is_new),
            Row::Seen(_) => None,
        };
        rows_of(&entries, seen_at, false).iter().map(mark).collect()
    }

    #[test]
    fn the_mark_follows_the_last_new_moment() {
        let at = Some(Timestamp(0));
        assert_eq!(
            rows(&[true, false, true, false], at),
            [Some(true), Some(false), Some(true), None, Some(false)]
        );
    }

    #[test]
    fn without_news_or_an_earlier_visit_there_is_no_mark() {
        assert_eq!(
            rows(&[false, false], Some(Timestamp(0))),
            [Some(false), Some(false)]
        );
        assert_eq!(rows(&[true], None), [Some(true)]);
    }

    #[test]
    fn the_mark_waits_for_the_page_on_which_the_new_ends() {
        let at = Some(Timestamp(0));
        assert_eq!(rows(&[true, true], at), [Some(true), Some(true)]);
        let entries = [FeedEntry {
            id: MomentId(1),
            is_new: true,
        }];
        assert_eq!(rows_of(&entries, at, true).len(), 2, "all there is was new");
    }
}
