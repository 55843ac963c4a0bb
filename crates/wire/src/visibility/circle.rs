//! The relations between people that the visibility rule depends on.

use std::collections::{HashMap, HashSet};

use crate::{PersonId, TagId, Timestamp};

/// The state of all relations now: friendships, blocks, hidden authors, tags, and what authors show
/// to others.
#[derive(Clone, Debug, Default)]
pub struct Circle {
    /// Pairs of friends, the smaller id first.
    friends: HashSet<(PersonId, PersonId)>,
    /// Pairs `(a, b)`: `a` blocks `b`.
    blocks: HashSet<(PersonId, PersonId)>,
    /// Pairs `(author, reader)`: the author hides their moments from the reader.
    pub(super) hides: HashSet<(PersonId, PersonId)>,
    pub(super) tagged: HashSet<(TagId, PersonId)>,
    /// For an author: others don't see moments from before this time. An author who isn't in the
    /// map shows everything.
    pub(super) shows_since: HashMap<PersonId, Timestamp>,
    /// Authors whose newest moments strangers can see.
    is_open: HashSet<PersonId>,
}

fn set<T: std::hash::Hash + Eq>(all: &mut HashSet<T>, one: T, is_in: bool) {
    if is_in {
        all.insert(one);
    } else {
        all.remove(&one);
    }
}

impl Circle {
    /// Sets whether two people are friends.
    pub fn set_friends(&mut self, a: PersonId, b: PersonId, are_friends: bool) {
        set(&mut self.friends, (a.min(b), a.max(b)), are_friends);
    }

    /// Sets whether `person` blocks `blocked`.
    pub fn set_blocked(&mut self, person: PersonId, blocked: PersonId, is_blocked: bool) {
        set(&mut self.blocks, (person, blocked), is_blocked);
    }

    /// Sets whether an author hides their moments from somebody.
    pub fn set_hidden(&mut self, author: PersonId, from: PersonId, is_hidden: bool) {
        set(&mut self.hides, (author, from), is_hidden);
    }

    /// Puts a tag on somebody, or takes it off.
    pub fn set_tagged(&mut self, tag: TagId, person: PersonId, is_tagged: bool) {
        set(&mut self.tagged, (tag, person), is_tagged);
    }

    /// Sets the time before which others don't see an author's moments. `None` shows everything.
    pub fn set_shows_since(&mut self, author: PersonId, since: Option<Timestamp>) {
        match since {
            Some(since) => self.shows_since.insert(author, since),
            None => self.shows_since.remove(&author),
        };
    }

    /// Sets whether strangers can see an author's newest moments.
    pub fn set_open(&mut self, author: PersonId, is_open: bool) {
        set(&mut self.is_open, author, is_open);
    }

    /// Whether strangers can see an author's newest moments.
    pub fn lets_strangers_look(&self, author: PersonId) -> bool {
        self.is_open.contains(&author)
    }

    /// Whether one of two people blocks the other.
    pub fn is_blocked(&self, a: PersonId, b: PersonId) -> bool {
        self.blocks.contains(&(a, b)) || self.blocks.contains(&(b, a))
    }

    /// Whether two people are friends and neither blocks the other. Nobody is their own friend.
    pub fn are_friends(&self, a: PersonId, b: PersonId) -> bool {
        a != b && self.friends.contains(&(a.min(b), a.max(b))) && !self.is_blocked(a, b)
    }
}
