//! Applies events from the server to the page's state, as they happen.
//!
//! Nothing that is being read moves: new moments wait in a pill above the list. `live/line.rs` has
//! the connection.

mod line;

use std::time::Duration;

use leptos::prelude::*;
use life_circle_wire::events::{Arrived, Event, EventsQuery, ReadStatus};
use life_circle_wire::feed::{FeedPage, ReadFeed};
use life_circle_wire::moments::{Moment, ReadMoment};
use life_circle_wire::{Endpoint as _, ErrorCode, MomentId, NoArgument, NoQuery, PageQuery};
use line::{Line, Listener};
use wasm_bindgen::JsCast as _;

use crate::data::api::connection::{Connection, use_connection};
use crate::data::api::stamp::Stamp;
use crate::data::api::{Api, use_api};
use crate::data::people::{People, use_people};
use crate::data::session::{Session, use_session};
use crate::data::waiting::{Waiting, use_waiting};
use crate::kit::Lookout;
use crate::moments::comments::threads::{Threads, use_threads};
use crate::moments::feed::albums::{Albums, use_albums};
use crate::moments::feed::{Feed, use_feed};
use crate::moments::store::{Moments, use_moments};
use crate::people::roster::{Roster, use_roster};
use crate::reactive::spawn_local;

/// How long after an event a moment is read: more may come at once.
const SOON: Duration = Duration::from_millis(250);
/// Margin around the screen, as in CSS, within which moments are read again after missed events.
const NEAR: &str = "50% 0px";
/// How many hidden moments are read again at once after missed events. The rest are read with their
/// list, when it is next opened.
const HIDDEN_MOST: usize = 12;
/// The attribute of a moment's `<article>` with the moment's id.
const ANCHOR: &str = "data-anchor";

/// The state that events change; cheap to copy.
#[derive(Clone, Copy)]
pub struct Live {
    api: Api,
    session: Session,
    people: People,
    feed: Feed,
    albums: Albums,
    roster: Roster,
    waiting: Waiting,
    moments: Moments,
    threads: Threads,
    connection: Connection,
    /// Moments that are about to be read again.
    changed: StoredValue<Vec<MomentId>>,
    /// Whether what changed before the first event was read, or is being read.
    has_caught_up: StoredValue<bool>,
    /// Whether reading it failed: it must be read again.
    is_behind: StoredValue<bool>,
    /// Watches for the moments to read again, until they come near the screen.
    lookout: StoredValue<Option<Lookout>, LocalStorage>,
}

/// Takes everything [`Live`] needs from the contexts, so that [`Live::listen`] may be called later,
/// without them.
pub fn use_live() -> Live {
    Live {
        api: use_api(),
        session: use_session(),
        people: use_people(),
        feed: use_feed(),
        albums: use_albums(),
        roster: use_roster(),
        waiting: use_waiting(),
        moments: use_moments(),
        threads: use_threads(),
        connection: use_connection(),
        changed: StoredValue::new(Vec::new()),
        has_caught_up: StoredValue::new(false),
        is_behind: StoredValue::new(false),
        lookout: StoredValue::new_local(None),
    }
}

impl Live {
    /// Listens as long as the page is open.
    pub fn listen(self) {
        Line::open(self);
    }

    /// Reads a moment again soon, if the page has it. More changes until then don't cause another
    /// read.
    fn read_again_soon(self, id: MomentId) {
        let is_known = self.moments.get(id).is_some() || self.feed.has_arrived(id);
        let waits = self.changed.with_value(|changed| changed.contains(&id));
        if !is_known || waits {
            return;
        }
        self.changed.update_value(|changed| changed.push(id));
        set_timeout(
            move || {
                self.changed
                    .update_value(|changed| changed.retain(|other| *other != id));
                spawn_local(self.read_again(id));
            },
            SOON,
        );
    }

    async fn read_again(self, id: MomentId) {
        let asked_at = self.moments.stamp();
        match self.api.read::<ReadMoment>(&id, &NoQuery {}).await {
            Ok(moment) => {
                self.moments.take(moment, asked_at);
                self.threads.refresh_open(id);
            }
            Err(error) if error.is_refusal(ErrorCode::NotFound) => {
                self.moments.note_change(id);
                self.moments.set_deleted(id, true);
                self.feed
                    .arrived
                    .update(|arrived| arrived.retain(|waiting| waiting.moment_id != id));
            }
            // Ignored: the moment is read again at its next change, or with its list.
            Err(_) => {}
        }
    }

    /// Shows a moment that I have shared on another device or in another tab. The tab that sent it
    /// has it by then.
    fn show_mine_soon(self, id: MomentId) {
        let show = move || {
            if self.moments.get(id).is_some() {
                return;
            }
            spawn_local(async move {
                let asked_at = self.moments.stamp();
                // Ignored if it fails: the moment is read with its list.
                if let Ok(moment) = self.api.read::<ReadMoment>(&id, &NoQuery {}).await {
                    self.add_mine(moment, asked_at);
                }
            });
        };
        set_timeout(show, SOON);
    }

    fn add_mine(self, moment: Moment, asked_at: Stamp) {
        let id = self.moments.take(moment, asked_at);
        self.feed.add_mine(id);
        self.albums.add_mine(id);
    }

    /// Reads what may have changed between the first read of the feed and the first event: once,
    /// and again if that failed.
    fn catch_up(self) {
        if self.has_caught_up.get_value() && !self.is_behind.get_value() {
            return;
        }
        self.has_caught_up.set_value(true);
        self.is_behind.set_value(false);
        if self.feed.entries.is_fresh() {
            return self.resync();
        }
        self.waiting.relations.notify();
        spawn_local(async move {
            let asked_at = self.moments.stamp();
            let first = PageQuery::at(None);
            let Ok(page) = self.api.read::<ReadFeed>(&NoArgument, &first).await else {
                // It is read again after the next connection, or when the feed is next opened.
                self.is_behind.set_value(true);
                self.feed.entries.doubt();
                return;
            };
            self.take_missed(page, asked_at);
        });
    }

    /// Takes what has changed before the first event from the first page of the feed.
    fn take_missed(self, page: FeedPage, asked_at: Stamp) {
        // A known moment that belongs on this page of the feed, but isn't on it, may be hidden by
        // now.
        let ids: Vec<MomentId> = page.items.iter().map(|item| item.moment.id).collect();
        let reaches =
            |id: MomentId| page.next.is_none() || ids.last().is_some_and(|last| id > *last);
        let known = self.feed.entries.items.get_untracked();
        for entry in known
            .iter()
            .filter(|entry| reaches(entry.id) && !ids.contains(&entry.id))
        {
            self.read_again_soon(entry.id);
        }
        let newest = known.iter().map(|entry| entry.id).max();
        // The oldest first, as they came.
        for item in page.items.into_iter().rev() {
            let moment_id = item.moment.id;
            let author = item.moment.author.clone();
            let is_newer = newest.is_none_or(|newest| moment_id > newest);
            if self.moments.get(moment_id).is_some() {
                self.moments.take(item.moment, asked_at);
            } else if is_newer && self.session.is_me(author.id) {
                self.add_mine(item.moment, asked_at);
            } else if is_newer {
                self.feed.add_arrived(Arrived {
                    arrival: page.last_arrival,
                    moment_id,
                    author,
                });
            }
        }
    }

    /// Call it when events may have been missed, or moments may be hidden from me by now. What is
    /// on the screen is read again now, and what is below when it comes near the screen.
    fn resync(self) {
        self.waiting.refresh();
        self.roster.refresh();
        // My relation to somebody may have changed.
        self.waiting.relations.notify();
        self.feed.entries.doubt();
        self.albums.doubt();
        let lookout = Lookout::new(NEAR, move |article| {
            self.lookout
                .with_value(|lookout| lookout.iter().for_each(|lookout| lookout.forget(&article)));
            self.read_again_of(&article);
        });
        let (Some(lookout), Ok(shown)) = (
            lookout,
            document().query_selector_all(&format!("article[{ANCHOR}]")),
        ) else {
            return;
        };
        let articles = (0..shown.length())
            .filter_map(|index| shown.get(index)?.dyn_into::<web_sys::Element>().ok());
        let (hidden, shown): (Vec<_>, Vec<_>) =
            articles.partition(|article| article.has_attribute("hidden"));
        for article in &shown {
            lookout.look_for(article);
        }
        // Hidden moments never come onto the screen, so the lookout wouldn't find them.
        for article in hidden.iter().take(HIDDEN_MOST) {
            self.read_again_of(article);
        }
        self.lookout.set_value(Some(lookout));
    }

    fn read_again_of(self, article: &web_sys::Element) {
        if let Some(id) = article.get_attribute(ANCHOR).and_then(|id| id.parse().ok()) {
            self.read_again_soon(id);
        }
    }
}

impl Listener for Live {
    fn take(self, event: Event) {
        match event {
            Event::Arrived(arrived) if self.session.is_me(arrived.author.id) => {
                self.show_mine_soon(arrived.moment_id);
            }
            Event::Arrived(arrived) => {
                self.people.take_event(&[&arrived.author]);
                self.feed.add_arrived(arrived);
            }
            Event::Changed(changed) => self.read_again_soon(changed.moment_id),
            Event::Status(status) => {
                self.people.take_event(&ReadStatus::people(&status));
                self.waiting.take(status);
            }
            // A new or ended friendship changes which moments I see, and which of them I can like
            // and comment.
            Event::Friends {} => self.resync(),
            Event::Resync {} => {
                self.resync();
                self.is_behind.set_value(true);
                self.catch_up();
            }
        }
    }

    fn set_disconnected(self, is_disconnected: bool) {
        self.connection.set_disconnected(is_disconnected);
        if !is_disconnected {
            self.catch_up();
        }
    }

    fn address(self) -> String {
        let after = self.feed.newest_arrival();
        self.api.events_address(&EventsQuery { after })
    }

    fn has_caught_up(self) -> bool {
        self.has_caught_up.get_value()
    }
}
