//! How people stand to each other: what the rule needs to know of them.

use std::collections::{HashMap, HashSet};

use crate::{PersonId, TagId, Timestamp};

/// How people stand to each other, and what they show, now.
#[derive(Clone, Debug, Default)]
pub struct Circle {
    /// Two friends, the smaller id first.
    friends: HashSet<(PersonId, PersonId)>,
    /// Who blocks whom.
    blocks: HashSet<(PersonId, PersonId)>,
    /// Who hides their moments from whom.
    pub(super) hides: HashSet<(PersonId, PersonId)>,
    pub(super) tagged: HashSet<(TagId, PersonId)>,
    /// What of an author's is older, others don't see.
    pub(super) shows_since: HashMap<PersonId, Timestamp>,
    /// Whose newest moments strangers see.
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
    /// Makes two people friends, or no longer.
    pub fn set_friends(&mut self, a: PersonId, b: PersonId, are_friends: bool) {
        set(&mut self.friends, (a.min(b), a.max(b)), are_friends);
    }

    /// Blocks somebody, or no longer.
    pub fn set_blocked(&mut self, person: PersonId, blocked: PersonId, is_blocked: bool) {
        set(&mut self.blocks, (person, blocked), is_blocked);
    }

    /// Hides an author's moments from somebody, or no longer.
    pub fn set_hidden(&mut self, author: PersonId, from: PersonId, is_hidden: bool) {
        set(&mut self.hides, (author, from), is_hidden);
    }

    /// Puts a tag on somebody, or takes it off.
    pub fn set_tagged(&mut self, tag: TagId, person: PersonId, is_tagged: bool) {
        set(&mut self.tagged, (tag, person), is_tagged);
    }

    /// Shows of an author only what isn't older, or everything.
    pub fn set_shows_since(&mut self, author: PersonId, since: Option<Timestamp>) {
        match since {
            Some(since) => self.shows_since.insert(author, since),
            None => self.shows_since.remove(&author),
        };
    }

    /// Shows an author's newest moments to strangers, or no longer.
    pub fn set_open(&mut self, author: PersonId, is_open: bool) {
        set(&mut self.is_open, author, is_open);
    }

    /// Whether an author lets strangers look at their newest.
    pub fn lets_strangers_look(&self, author: PersonId) -> bool {
        self.is_open.contains(&author)
    }

    /// Whether one of two people blocks the other.
    pub fn is_blocked(&self, a: PersonId, b: PersonId) -> bool {
        self.blocks.contains(&(a, b)) || self.blocks.contains(&(b, a))
    }

    /// Whether two people are friends, and nothing stands between them. Nobody is their own friend.
    pub fn are_friends(&self, a: PersonId, b: PersonId) -> bool {
        a != b && self.friends.contains(&(a.min(b), a.max(b))) && !self.is_blocked(a, b)
    }
}
