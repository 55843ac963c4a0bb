//! The feed of moments, and the screens that show lists of moments.

mod album;
mod album_as_seen;
pub mod albums;
mod circle_entry;
mod circle_screen;
mod cover_picture;
mod feed_list;
mod moment_list;
mod new_moments_pill;
mod topic_list;
mod topic_screen;
mod view_as_screen;

pub use album::Album;
pub use circle_entry::CircleEntry;
pub use circle_screen::CircleScreen;
pub use cover_picture::CoverPicture;
pub use feed_list::NewestMoments;
use leptos::prelude::*;
use life_circle_wire::events::Arrived;
use life_circle_wire::feed::{FeedItem, FeedPage, ReadFeed, SetFeedSeen, SetSeenRequest};
use life_circle_wire::{MomentId, NoArgument, PageQuery, Timestamp};
pub use moment_list::MomentList;
pub use new_moments_pill::NewMomentsPill;
pub use topic_screen::TopicScreen;
pub use view_as_screen::ViewAsScreen;

use crate::data::api::{Api, Source, use_api};
use crate::data::pager::{ListState, Page, Pager};
use crate::data::session::use_session;
use crate::moments::store::use_moments;
use crate::people::roster::use_roster;
use crate::reactive::{Show, derive, effect, spawn_local};
use crate::shell::parts::Part;

/// A moment in the feed or an album. Two entries are equal if they have the same moment.
#[derive(Clone, Copy, Debug)]
pub struct FeedEntry {
    /// The id of the moment.
    pub id: MomentId,
    /// Whether it is newer than all that I had seen when the feed was read. Never in an album.
    pub is_new: bool,
}

impl PartialEq for FeedEntry {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// The feed. It is kept while the page is open.
#[derive(Clone, Copy)]
pub struct Feed {
    /// The moments that were read so far, the newest first.
    pub entries: Pager<FeedEntry>,
    /// When I had last looked, as it was when the feed was last read from its top.
    pub seen_at: RwSignal<Option<Timestamp>>,
    /// The last arrival when the feed was last read from its top.
    last_arrival: StoredValue<Option<i64>>,
    /// Moments that arrived since the feed was read, the oldest first.
    pub arrived: RwSignal<Vec<Arrived>>,
    /// The last arrival number that the server was told I have seen.
    told_seen: StoredValue<i64>,
    api: Api,
}

/// Makes the feed available. It is read again when a friendship begins or ends, and when I hide a
/// friend's moments or show them again.
pub fn provide_feed() {
    let api = use_api();
    let moments = use_moments();
    let session = use_session();
    let seen_at = RwSignal::new(None);
    let last_arrival = StoredValue::new(None::<i64>);
    // The first page as it was kept, until the server has answered. Newer moments wait in the pill:
    // nothing moves that is being read.
    let kept = StoredValue::new(None::<Page<FeedEntry>>);
    let arrived = RwSignal::new(Vec::<Arrived>::new());
    let entries = Pager::kept(move |cursor, source| async move {
        let is_top = cursor.is_none();
        let asked_at = source.stamp(moments.stamp());
        let page = api
            .read_from::<ReadFeed>(source, &NoArgument, &PageQuery::at(cursor))
            .await?;
        let is_kept = is_top && !source.is_server() && last_arrival.get_value().is_none();
        let mut shown = None;
        match source {
            Source::Server if is_top => {
                shown = kept.try_update_value(Option::take).flatten();
                let newest = shown.as_ref().and_then(|(entries, _)| newest_of(entries));
                let mut waiting = newer_than(newest, &page);
                // I don't wait for what I have shared.
                waiting.retain(|arrived| !session.is_me(arrived.author.id));
                if waiting.is_empty() {
                    last_arrival.set_value(Some(page.last_arrival));
                }
                seen_at.set(page.seen_at);
                // A moment that arrived before this read is either in this page or gone.
                arrived.update(|arrived| {
                    arrived.retain(|waiting| waiting.arrival > page.last_arrival);
                    arrived.extend(waiting);
                });
            }
            Source::Kept(_) if is_kept => last_arrival.set_value(Some(page.last_arrival)),
            _ => {}
        }
        let entry = |item: FeedItem| FeedEntry {
            id: moments.take(item.moment, asked_at),
            is_new: item.is_new,
        };
        let read: Page<FeedEntry> = (page.items.into_iter().map(entry).collect(), page.next);
        if is_kept {
            kept.set_value(Some(read.clone()));
        }
        let waits = |entry: &FeedEntry| !moments.is_mine(entry.id);
        Ok(match shown {
            Some(shown) => without_newer(shown, read, waits),
            None => read,
        })
    });
    let feed = Feed {
        entries,
        seen_at,
        last_arrival,
        arrived,
        told_seen: StoredValue::new(0),
        api,
    };
    let roster = use_roster();
    let mut is_first = true;
    effect(move || {
        roster.changed.track();
        if !is_first {
            feed.entries.reload();
        }
        is_first = false;
    });
    provide_context(feed);
}

fn newest_of(entries: &[FeedEntry]) -> Option<MomentId> {
    entries.iter().map(|entry| entry.id).max()
}

/// What the list shows after the server has answered with `read`, while it shows `kept`: moments
/// that it had, and newer ones that needn't wait. If all that was read is newer, what is shown
/// stays.
fn without_newer(
    kept: Page<FeedEntry>,
    read: Page<FeedEntry>,
    waits: impl Fn(&FeedEntry) -> bool,
) -> Page<FeedEntry> {
    let newest = newest_of(&kept.0);
    let is_known = |entry: &FeedEntry| newest.is_none_or(|newest| entry.id <= newest);
    let joins = read.0.iter().any(is_known);
    let shown = |entry: &FeedEntry| is_known(entry) || !waits(entry);
    let entries = read.0.into_iter().filter(shown);
    if joins {
        (entries.collect(), read.1)
    } else {
        (entries.chain(kept.0).collect(), kept.1)
    }
}

/// The moments of a page that are newer than `newest`, the oldest first; none if there is no
/// `newest`.
fn newer_than(newest: Option<MomentId>, page: &FeedPage) -> Vec<Arrived> {
    let is_newer = |item: &&FeedItem| newest.is_some_and(|newest| item.moment.id > newest);
    let arrived = |item: &FeedItem| Arrived {
        arrival: page.last_arrival,
        moment_id: item.moment.id,
        author: item.moment.author.clone(),
    };
    page.items
        .iter()
        .rev()
        .filter(is_newer)
        .map(arrived)
        .collect()
}

/// The [`Feed`] from the context.
pub fn use_feed() -> Feed {
    expect_context()
}

impl Feed {
    /// Puts my new moment at the top.
    pub fn add_mine(&self, id: MomentId) {
        self.entries.add_first(FeedEntry { id, is_new: false });
    }

    /// Takes a moment that has arrived. It isn't shown until the feed is read again.
    pub fn add_arrived(&self, arrived: Arrived) {
        let is_known =
            arrived.arrival <= self.last_arrival() || self.has_arrived(arrived.moment_id);
        if !is_known && !self.entries.is_fresh() {
            self.arrived.update(|waiting| waiting.push(arrived));
        }
    }

    /// Whether a moment is among the new arrivals that aren't shown yet.
    pub fn has_arrived(&self, id: MomentId) -> bool {
        self.arrived
            .with_untracked(|arrived| arrived.iter().any(|waiting| waiting.moment_id == id))
    }

    fn last_arrival(&self) -> i64 {
        self.last_arrival.get_value().unwrap_or(0)
    }

    /// The last arrival number that this page knows. `None` if the feed hasn't been read yet.
    pub fn newest_arrival(&self) -> Option<i64> {
        if self.entries.is_fresh() {
            return None;
        }
        let read = self.last_arrival();
        let waiting = self
            .arrived
            .with_untracked(|arrived| arrived.last().map_or(0, |arrived| arrived.arrival));
        Some(read.max(waiting))
    }

    /// Becomes `true` once the first page of the feed has loaded or failed, and stays `true`.
    /// Content below the feed, and requests that can wait, wait for it.
    #[expect(clippy::disallowed_methods, reason = "it needs the value before")]
    pub fn was_read(&self) -> Memo<bool> {
        let state = self.entries.state;
        Memo::new(move |was_read: Option<&bool>| {
            was_read == Some(&true) || state.get() != ListState::Loading
        })
    }

    /// Tells the server, once, that I have seen all that is new in what the feed shows.
    pub fn mark_seen(&self) {
        let feed = *self;
        let arrival = self.last_arrival();
        if arrival <= self.told_seen.get_value() {
            return;
        }
        feed.told_seen.set_value(arrival);
        spawn_local(async move {
            if feed
                .api
                .write::<SetFeedSeen>(&NoArgument, &SetSeenRequest { arrival }, None)
                .await
                .is_err()
            {
                // Try again at the next call, unless a newer arrival was told meanwhile.
                feed.told_seen.update_value(|told| {
                    if *told == arrival {
                        *told = 0;
                    }
                });
            }
        });
    }
}

/// The pill with the moments that arrived since the feed was read; nothing if none arrived.
#[component]
pub fn Arrivals() -> impl IntoView {
    let arrived = use_feed().arrived;
    let has_arrived = derive(move || arrived.with(|arrived| !arrived.is_empty()));
    view! { <Show when=has_arrived>{Part::Pill.show()}</Show> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(ids: &[i64]) -> Page<FeedEntry> {
        let entry = |&id: &i64| FeedEntry {
            id: MomentId(id),
            is_new: false,
        };
        (ids.iter().map(entry).collect(), None)
    }

    #[test]
    fn what_is_new_waits_and_what_is_shown_stays() {
        let mine = MomentId(8);
        let after = |kept: &[i64], read: &[i64]| {
            without_newer(page(kept), page(read), |entry| entry.id != mine)
        };
        assert_eq!(after(&[3, 2, 1], &[5, 4, 3, 1]), page(&[3, 1]));
        assert_eq!(
            after(&[3, 2, 1], &[9, 8, 7]),
            page(&[8, 3, 2, 1]),
            "all of it is new, and one is mine"
        );
        assert_eq!(after(&[], &[2, 1]), page(&[2, 1]), "nothing was kept");
    }
}
