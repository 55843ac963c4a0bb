//! My friends, from A to Z.

use leptos::prelude::*;
use life_circle_wire::friends::{Friend, FriendDetails, FriendsQuery, ListFriends};
use life_circle_wire::person::Person;
use life_circle_wire::{NoArgument, limits};

use crate::data::api::{Api, use_api};
use crate::data::pager::{ListState, Pager};
use crate::data::people::{People, use_people};
use crate::reactive::{derive, spawn_local};

/// Size of the first page of friends: small, so the screen fills quickly. Later pages use
/// `limits::FRIENDS_PAGE_MOST`.
const FIRST_FRIENDS: u16 = 100;

/// My friends. They are kept while the page is open.
#[derive(Clone, Copy)]
pub struct Roster {
    /// The friends that were read so far.
    pub friends: Pager<Friend>,
    /// The number of my friends, read or not; `None` until the server has said so.
    pub count: RwSignal<Option<u32>>,
    /// The words to search people with.
    pub search: RwSignal<String>,
    /// Notified when a friendship began or ended, or when I hid a friend's moments or showed them
    /// again: the feed has other moments then.
    pub changed: Trigger,
    known_people: People,
    api: Api,
}

/// Makes my friends available.
pub fn provide_roster() {
    let api = use_api();
    let count = RwSignal::new(None);
    let friends = Pager::kept(move |cursor, source| async move {
        let limit = Some(if cursor.is_none() {
            FIRST_FRIENDS
        } else {
            limits::FRIENDS_PAGE_MOST
        });
        let page = api
            .read_from::<ListFriends>(source, &NoArgument, &FriendsQuery { cursor, limit })
            .await?;
        count.set(Some(page.total));
        Ok((page.items, page.next))
    });
    provide_context(Roster {
        friends,
        count,
        search: RwSignal::new(String::new()),
        changed: Trigger::new(),
        known_people: use_people(),
        api,
    });
}

/// The [`Roster`] from the context.
pub fn use_roster() -> Roster {
    expect_context()
}

impl Roster {
    /// My friends as people, without what I keep about them.
    pub fn people(&self) -> Signal<Vec<Person>> {
        let friends = self.friends.items;
        derive(move || {
            friends.with(|friends| friends.iter().map(|friend| friend.person.clone()).collect())
        })
    }

    /// Reads the friends again if the list is out of date, if a friend has another name now (and
    /// so, perhaps, another position from A to Z), or if their number has changed.
    pub fn refresh(&self) {
        let roster = *self;
        if roster.friends.is_out_of_date() {
            roster.friends.refresh();
            return;
        }
        if roster.has_renamed_friend() {
            roster.friends.reload();
            return;
        }
        spawn_local(async move {
            let query = FriendsQuery {
                cursor: None,
                limit: Some(1),
            };
            if let Ok(page) = roster.api.read::<ListFriends>(&NoArgument, &query).await
                && Some(page.total) != roster.count.get_untracked()
            {
                roster.friends.reload();
            }
        });
    }

    fn has_renamed_friend(&self) -> bool {
        self.friends.items.with_untracked(|friends| {
            friends
                .iter()
                .any(|friend| self.known_people.is_renamed(&friend.person))
        })
    }

    /// I changed what I keep about a friend. A new remark shows everywhere at once. It may also
    /// give the friend another place from A to Z, which only the server knows: the list is read
    /// again, and the old one stays until the new one is complete.
    pub fn put_details(&self, friend: &Person, before: &FriendDetails, now: FriendDetails) {
        self.known_people.put_remark(friend, &now.remark);
        // A read that is on its way may be from before the change.
        let is_reading = self.friends.state.get_untracked() == ListState::Loading;
        if is_reading || now.remark != before.remark {
            self.friends.reload();
        }
        if now.hides_theirs != before.hides_theirs {
            self.changed.notify();
        }
        self.friends.items.update(|friends| {
            if let Some(known) = friends
                .iter_mut()
                .find(|other| other.person.id == friend.id)
            {
                known.person.remark = now.remark;
                known.is_starred = now.is_starred;
                known.tags = now.tags;
            }
        });
    }

    /// A friendship began or ended: reads the friends again, and tells the other lists.
    pub fn friends_changed(&self) {
        self.friends.reload();
        self.changed.notify();
    }
}
