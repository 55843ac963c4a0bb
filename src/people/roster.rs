//! My friends, from A to Z.

use leptos::prelude::*;
use life_circle_wire::friends::{Friend, FriendsQuery, ListFriends};
use life_circle_wire::person::Person;
use life_circle_wire::{Handle, NoArgument, limits};

use crate::data::api::{Api, use_api};
use crate::data::pager::Pager;
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
    /// Notified when a friendship began or ended, or when I changed what I keep about a friend.
    pub changed: Trigger,
    /// The friend about whom I last changed what I keep.
    pub edited: RwSignal<Option<Handle>>,
    api: Api,
}

/// Makes my friends available.
pub fn provide_roster() {
    let api = use_api();
    let count = RwSignal::new(None);
    let friends = Pager::new(move |cursor| async move {
        let limit = Some(if cursor.is_none() {
            FIRST_FRIENDS
        } else {
            limits::FRIENDS_PAGE_MOST
        });
        let page = api
            .read::<ListFriends>(&NoArgument, &FriendsQuery { cursor, limit })
            .await?;
        count.set(Some(page.total));
        Ok((page.items, page.next))
    });
    provide_context(Roster {
        friends,
        count,
        search: RwSignal::new(String::new()),
        changed: Trigger::new(),
        edited: RwSignal::new(None),
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

    /// Reads the friends again if their number has changed.
    pub fn refresh(&self) {
        let roster = *self;
        if roster.friends.is_fresh() {
            roster.friends.refresh();
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

    /// I changed what I keep about a friend, for example the nickname.
    pub fn details_changed(&self, friend: Handle) {
        self.friends_changed();
        self.edited.set(Some(friend));
    }

    /// A friendship began or ended, or I changed what I keep about a friend: reads the friends
    /// again, and tells the other lists.
    pub fn friends_changed(&self) {
        self.friends.reload();
        self.changed.notify();
    }
}
