//! The lists of moments: the feed with its news, and albums.

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

/// The friends whom a screen begins with; the others come behind them, as many as a page can hold.
const FIRST_FRIENDS: u16 = 100;

/// A moment in the feed or an album; one of the same moment is the same.
#[derive(Clone, Copy, Debug)]
pub struct FeedEntry {
    /// Which.
    pub id: MomentId,
    /// The number of its arrival; 0 in an album, and for what was there before a
    /// friendship.
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
    /// The feed.
    pub feed: Pager<FeedEntry>,
    /// How far I had looked when the feed was last read from its top.
    pub seen: RwSignal<Option<Seen>>,
    /// What waits for me.
    pub status: RwSignal<Option<Status>>,
    /// Counts what became known of that otherwise than by asking: an answer to an earlier question is out of date.
    status_changes: StoredValue<u32>,
    /// What arrived since the feed was read, the oldest first.
    pub arrived: RwSignal<Vec<Arrived>>,
    /// How far the server knows that I have looked.
    told_seen: StoredValue<i64>,
    /// My friends from A to Z.
    pub friends: Pager<Friend>,
    /// How many they are, whether or not all are read; nothing until the server has said so.
    pub friend_count: RwSignal<Option<u32>>,
    /// Told when somebody may stand to me in another way than before.
    pub relations: Trigger,
    /// What is looked for among people.
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
            // What waited before and isn't here is gone.
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

/// The lists.
pub fn use_lists() -> Lists {
    expect_context()
}

/// The lists, where there are some yet.
pub fn try_use_lists() -> Option<Lists> {
    use_context()
}

impl Lists {
    /// Takes what the server says, unasked, that waits for me.
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

    /// A person's moments.
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

    /// A moment of somebody has arrived: it waits until the feed is read again.
    pub fn add_arrived(&self, arrived: Arrived) {
        let is_known = self
            .newest_arrival()
            .is_some_and(|newest| arrived.arrival <= newest);
        if !is_known && !self.feed.is_fresh() {
            self.arrived.update(|waiting| waiting.push(arrived));
        }
    }

    /// Whether a moment is among those that wait.
    pub fn has_arrived(&self, id: MomentId) -> bool {
        self.arrived
            .with_untracked(|arrived| arrived.iter().any(|waiting| waiting.moment_id == id))
    }

    /// The last arrival that this page knows of; nothing as long as it hasn't read the feed.
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

    /// Asks what waits for me.
    pub fn refresh_status(&self) {
        let (lists, changes) = (*self, self.status_changes.get_value());
        spawn(async move {
            // Nothing is said where this fails: whatever else is read says it better.
            match lists.api.read::<ReadStatus>(&NoArgument, &NoQuery {}).await {
                Ok(_) if lists.status_changes.get_value() != changes => lists.refresh_status(),
                Ok(status) => lists.set_status(status),
                Err(_) => lists
                    .status
                    .update(|status| _ = status.get_or_insert_default()),
            }
        });
    }

    /// Whether the feed has been read, or not come, since this is asked: what isn't the first moments goes behind them.
    pub fn feed_was_read(&self) -> Memo<bool> {
        let state = self.feed.state;
        Memo::new(move |was_read: Option<&bool>| {
            was_read == Some(&true) || state.get() != ListState::Loading
        })
    }

    /// The dot is gone as soon as I look.
    pub fn clear_dot(&self) {
        self.note_status_change();
        self.status.update(|status| {
            let status = status.get_or_insert_default();
            (status.unseen, status.newest_author) = (0, None);
        });
    }

    /// So are the notifications.
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
                // Told again at the next occasion, unless something newer was meanwhile.
                lists.told_seen.update_value(|told| {
                    if *told == arrival {
                        *told = 0;
                    }
                });
            }
        });
    }

    /// Moments of mine are for others than before: reads again where they stand.
    pub fn moments_changed(&self) {
        self.feed.reload();
        if let Some(me) = self.session.me() {
            self.album(&me.person.handle).reload();
        }
    }

    /// Other moments may be shown to me than before, anywhere in the lists: they are read anew when they are come to.
    pub fn doubt_moments(&self) {
        self.feed.doubt();
        self.albums
            .with_value(|albums| albums.values().for_each(Pager::doubt));
    }

    /// My friends, as people to choose from.
    pub fn friend_people(&self) -> Signal<Vec<Person>> {
        let friends = self.friends.items;
        derive(move || {
            friends.with(|friends| friends.iter().map(|friend| friend.person.clone()).collect())
        })
    }

    /// Reads the friends again if others may have become friends since; all of them, if they have.
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

    /// Somebody has become a friend, or is none any more: reads again what follows from that.
    pub fn friends_changed(&self) {
        self.friends.reload();
        self.feed.reload();
    }
}
