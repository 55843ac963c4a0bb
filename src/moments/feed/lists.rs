//! The lists of the page: the feed with its news, albums, and friends.

use leptos::prelude::*;
use life_circle_wire::events::{Arrived, ReadStatus, Status};
use life_circle_wire::feed::{ReadFeed, Seen, SetFeedSeen, SetSeenRequest};
use life_circle_wire::friends::{Friend, FriendsQuery, ListFriends};
use life_circle_wire::moments::ListAlbum;
use life_circle_wire::people::Person;
use life_circle_wire::{Handle, MomentId, NoArgument, NoQuery, PageQuery, limits};

use crate::data::api::{Api, ListState, use_api};
use crate::data::by_id::ById;
use crate::data::pager::Pager;
use crate::data::session::{Session, use_session};
use crate::moments::store::{Entities, use_entities};
use crate::reactive::{derive, spawn};

/// Size of the first page of friends: small, so that the screen fills quickly. Later pages use
/// `limits::FRIENDS_PAGE_MOST`.
const FIRST_FRIENDS: u16 = 100;

/// A moment in the feed or an album. Two entries are equal if they have the same moment.
#[derive(Clone, Copy, Debug)]
pub struct FeedEntry {
    /// The id of the moment.
    pub id: MomentId,
    /// The number of its arrival. 0 in an album, for a moment from before a friendship, and for my
    /// own new moment until the feed is read again.
    pub arrival: i64,
}

impl PartialEq for FeedEntry {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// The lists that are kept while the page is open.
#[derive(Clone, Copy)]
pub struct Lists {
    /// The feed of moments.
    pub feed: Pager<FeedEntry>,
    /// How far I had looked when the feed was last read from its top.
    pub seen: RwSignal<Option<Seen>>,
    /// How many new moments, unread notifications and friend requests there are. `None` until the
    /// server has been asked.
    pub status: RwSignal<Option<Status>>,
    /// Incremented when `status` changes by an event or by the reader opening something.
    /// `refresh_status` uses it to drop an answer that was asked for before that change.
    status_changes: StoredValue<u32>,
    /// Moments that arrived since the feed was read, the oldest first.
    pub arrived: RwSignal<Vec<Arrived>>,
    /// The last arrival number that the server was told I have seen.
    told_seen: StoredValue<i64>,
    /// My friends from A to Z.
    pub friends: Pager<Friend>,
    /// The number of my friends, whether or not all are read. `None` until the server has said it.
    pub friend_count: RwSignal<Option<u32>>,
    /// Notified when my relation to somebody may have changed: a friendship, or a request.
    pub relations: Trigger,
    /// The search text on the friends screen.
    pub friend_search: RwSignal<String>,
    albums: StoredValue<ById<Handle, Pager<FeedEntry>>>,
    /// Lists live as long as the page, not as the screen that first asks for them.
    owner: StoredValue<Owner>,
    api: Api,
    entities: Entities,
    session: Session,
}

/// Makes the lists available.
pub fn provide_lists() {
    let (api, entities, session) = (use_api(), use_entities(), use_session());
    let (seen, arrived) = (RwSignal::new(None), RwSignal::new(Vec::<Arrived>::new()));
    let feed = Pager::new(session, move |cursor| async move {
        let (is_top, asked_at) = (cursor.is_none(), entities.stamp());
        let waited =
            arrived.with_untracked(|arrived| arrived.last().map_or(0, |last| last.arrival));
        let page = api
            .read::<ReadFeed>(&NoArgument, &PageQuery::at(cursor))
            .await?;
        if is_top {
            seen.set(Some(page.seen));
            // A moment that waited before this read is either in this page or gone.
            let newest = page
                .items
                .iter()
                .map(|item| item.arrival)
                .max()
                .unwrap_or(0)
                .max(waited);
            arrived.update(|arrived| arrived.retain(|waiting| waiting.arrival > newest));
        }
        let entries = page.items.into_iter().map(|item| FeedEntry {
            id: entities.put(item.moment, asked_at),
            arrival: item.arrival,
        });
        Ok((entries.collect(), page.next))
    });
    let friend_count = RwSignal::new(None);
    let friends = Pager::new(session, move |cursor| async move {
        let limit = Some(if cursor.is_none() {
            FIRST_FRIENDS
        } else {
            limits::FRIENDS_PAGE_MOST
        });
        let page = api
            .read::<ListFriends>(&NoArgument, &FriendsQuery { cursor, limit })
            .await?;
        friend_count.set(Some(page.total));
        Ok((page.items, page.next))
    });
    provide_context(Lists {
        feed,
        seen,
        status: RwSignal::new(None),
        status_changes: StoredValue::new(0),
        arrived,
        told_seen: StoredValue::new(0),
        friends,
        friend_count,
        relations: Trigger::new(),
        friend_search: RwSignal::new(String::new()),
        albums: StoredValue::new(ById::new()),
        owner: StoredValue::new(Owner::current().expect("lists are provided within the app")),
        api,
        entities,
        session,
    });
}

/// The [`Lists`] from the context.
pub fn use_lists() -> Lists {
    expect_context()
}

/// The [`Lists`] from the context; `None` if they aren't provided yet.
pub fn try_use_lists() -> Option<Lists> {
    use_context()
}

impl Lists {
    /// Takes a status that the server sent as an event.
    pub fn take_status(&self, status: Status) {
        self.note_status_change();
        self.set_status(status);
    }

    fn note_status_change(&self) {
        self.status_changes
            .update_value(|changes| *changes = changes.wrapping_add(1));
    }

    fn set_status(&self, status: Status) {
        let requests = self
            .status
            .with_untracked(|known| known.as_ref().map(|known| known.requests));
        let is_asked = requests.is_some_and(|requests| requests != status.requests);
        self.status.set(Some(status));
        if is_asked {
            self.relations.notify();
        }
    }

    /// The list of a person's moments. The list is kept, so that asking again returns the same one.
    pub fn album(&self, handle: &Handle) -> Pager<FeedEntry> {
        if let Some(album) = self.albums.with_value(|albums| albums.get(handle)) {
            return album;
        }
        let (api, entities, session, key) = (self.api, self.entities, self.session, handle.clone());
        let album = self.owner.get_value().with(|| {
            Pager::new(session, move |cursor| {
                let handle = key.clone();
                async move {
                    let asked_at = entities.stamp();
                    let page = api
                        .read::<ListAlbum>(&handle, &PageQuery::at(cursor))
                        .await?;
                    let entry = |moment| FeedEntry {
                        id: entities.put(moment, asked_at),
                        arrival: 0,
                    };
                    Ok((page.items.into_iter().map(entry).collect(), page.next))
                }
            })
        });
        self.albums.update_value(|albums| {
            albums.insert(handle.clone(), album);
        });
        album
    }

    /// Puts my new moment at the top of the feed and of my album.
    pub fn add_mine(&self, id: MomentId) {
        self.feed.add_first(FeedEntry { id, arrival: 0 });
        let mine = self.session.me().and_then(|me| {
            self.albums
                .with_value(|albums| albums.get(&me.person.handle))
        });
        if let Some(album) = mine {
            album.add_first(FeedEntry { id, arrival: 0 });
        }
    }

    /// Takes a moment that has arrived. It isn't shown until the feed is read again.
    pub fn add_arrived(&self, arrived: Arrived) {
        let is_known = self
            .newest_arrival()
            .is_some_and(|newest| arrived.arrival <= newest);
        if !is_known && !self.feed.is_fresh() {
            self.arrived.update(|waiting| waiting.push(arrived));
        }
    }

    /// Whether a moment is among the new arrivals that aren't shown yet.
    pub fn has_arrived(&self, id: MomentId) -> bool {
        self.arrived
            .with_untracked(|arrived| arrived.iter().any(|waiting| waiting.moment_id == id))
    }

    /// The last arrival number that this page knows. `None` if the feed hasn't been read yet.
    pub fn newest_arrival(&self) -> Option<i64> {
        if self.feed.is_fresh() {
            return None;
        }
        let read = self
            .feed
            .items
            .with_untracked(|entries| entries.iter().map(|entry| entry.arrival).max());
        let waiting = self
            .arrived
            .with_untracked(|arrived| arrived.last().map(|arrived| arrived.arrival));
        Some(read.max(waiting).unwrap_or(0))
    }

    /// Asks the server for the status.
    pub fn refresh_status(&self) {
        let (lists, changes) = (*self, self.status_changes.get_value());
        spawn(async move {
            // A failure isn't reported: the other reads of the screen report it better.
            match lists.api.read::<ReadStatus>(&NoArgument, &NoQuery {}).await {
                Ok(_) if lists.status_changes.get_value() != changes => lists.refresh_status(),
                Ok(status) => lists.set_status(status),
                Err(_) => lists
                    .status
                    .update(|status| _ = status.get_or_insert_default()),
            }
        });
    }

    /// Becomes `true` once the first page of the feed has loaded or failed, and stays `true`.
    /// Content below the feed, and requests that can wait, wait for it.
    pub fn feed_was_read(&self) -> Memo<bool> {
        let state = self.feed.state;
        Memo::new(move |was_read: Option<&bool>| {
            was_read == Some(&true) || state.get() != ListState::Loading
        })
    }

    /// Clears the count of new moments, and its dot, when I look at the feed.
    pub fn clear_dot(&self) {
        self.note_status_change();
        self.status.update(|status| {
            let status = status.get_or_insert_default();
            (status.unseen, status.newest_author) = (0, None);
        });
    }

    /// Clears the count of unread notifications, and its dot.
    pub fn clear_unread(&self) {
        self.note_status_change();
        self.status.update(|status| {
            let status = status.get_or_insert_default();
            (status.unread, status.newest_actor) = (0, None);
        });
    }

    /// Tells the server, once, that I have seen all that is new in what the feed shows.
    pub fn mark_seen(&self) {
        let newest = self
            .feed
            .items
            .with_untracked(|entries| entries.iter().map(|entry| entry.arrival).max());
        let (lists, told) = (*self, self.told_seen.get_value());
        let Some(arrival) = newest.filter(|&newest| newest > told) else {
            return;
        };
        lists.told_seen.set_value(arrival);
        spawn(async move {
            if lists
                .api
                .write::<SetFeedSeen>(&NoArgument, &SetSeenRequest { arrival }, None)
                .await
                .is_err()
            {
                // Try again at the next call, unless a newer arrival was told meanwhile.
                lists.told_seen.update_value(|told| {
                    if *told == arrival {
                        *told = 0;
                    }
                });
            }
        });
    }

    /// Call it when the audience of my moments has changed: reads the feed and my album again.
    pub fn moments_changed(&self) {
        self.feed.reload();
        if let Some(me) = self.session.me() {
            self.album(&me.person.handle).reload();
        }
    }

    /// Call it when I may see other moments than before, in any list. The feed and the albums are
    /// read again when they are next opened.
    pub fn doubt_moments(&self) {
        self.feed.doubt();
        self.albums
            .with_value(|albums| albums.values().for_each(Pager::doubt));
    }

    /// The friends that have been read, as people.
    pub fn friend_people(&self) -> Signal<Vec<Person>> {
        let friends = self.friends.items;
        derive(move || {
            friends.with(|friends| friends.iter().map(|friend| friend.person.clone()).collect())
        })
    }

    /// Reads the friends for the first time, or asks how many there are and reads all of them again
    /// if the number has changed.
    pub fn refresh_friends(&self) {
        let lists = *self;
        if lists.friends.is_fresh() {
            lists.friends.refresh();
            return;
        }
        spawn(async move {
            let query = FriendsQuery {
                cursor: None,
                limit: Some(1),
            };
            if let Ok(page) = lists.api.read::<ListFriends>(&NoArgument, &query).await
                && Some(page.total) != lists.friend_count.get_untracked()
            {
                lists.friends.reload();
            }
        });
    }

    /// Call it when a friendship begins or ends: reads the friends and the feed again.
    pub fn friends_changed(&self) {
        self.friends.reload();
        self.feed.reload();
    }
}
