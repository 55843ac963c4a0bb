//! The one visibility rule, as a small pure model.
//!
//! The server asks the same questions in SQL (`server/src/db/visibility.rs`); a property test holds one against the
//! other. In words: a moment is seen by its author and, unless it is for the author alone, by the author's friends of
//! now. A like or comment under it is seen by its own author; others see it only if its author can see the moment now
//! and either wrote the moment or is the viewer's friend. A reply is seen, beside its own author, only by those who also
//! see the person replied to. The friends who were reminded to look are seen by the author and, among themselves, by
//! those whom a like would be shown to. What is deleted is seen by nobody.

use std::collections::HashSet;

use crate::PersonId;
use crate::moments::Audience;

/// Who is friends with whom, now.
#[derive(Clone, Debug, Default)]
pub struct Friendships(HashSet<(PersonId, PersonId)>);

impl Friendships {
    /// Makes two people friends, or no longer.
    pub fn set(&mut self, a: PersonId, b: PersonId, are_friends: bool) {
        let pair = (a.min(b), a.max(b));
        if are_friends {
            self.0.insert(pair)
        } else {
            self.0.remove(&pair)
        };
    }

    /// Whether two people are friends. Nobody is their own friend.
    pub fn are_friends(&self, a: PersonId, b: PersonId) -> bool {
        a != b && self.0.contains(&(a.min(b), a.max(b)))
    }
}

/// What the rule needs to know of a moment.
#[derive(Clone, Copy, Debug)]
pub struct MomentFacts {
    /// Who wrote it.
    pub author: PersonId,
    /// Whom they meant it for.
    pub audience: Audience,
    /// Whether they deleted it.
    pub is_deleted: bool,
}

impl MomentFacts {
    /// Whether `viewer` can see the moment.
    pub fn can_be_seen_by(&self, viewer: PersonId, friendships: &Friendships) -> bool {
        if self.is_deleted {
            return false;
        }
        match self.audience {
            Audience::OnlyMe => viewer == self.author,
            Audience::Friends => viewer == self.author || friendships.are_friends(viewer, self.author),
        }
    }

    /// Whether `viewer` can see a like or comment of `contributor` under the moment.
    pub fn shows_contribution(&self, viewer: PersonId, contributor: PersonId, friendships: &Friendships) -> bool {
        if !self.can_be_seen_by(viewer, friendships) {
            return false;
        }
        let is_known = contributor == self.author || friendships.are_friends(viewer, contributor);
        contributor == viewer || (is_known && self.can_be_seen_by(contributor, friendships))
    }

    /// Whether `viewer` can see a comment of `author` that replies to `replied_to`, if to anybody.
    pub fn shows_comment(
        &self,
        viewer: PersonId,
        author: PersonId,
        replied_to: Option<PersonId>,
        friendships: &Friendships,
    ) -> bool {
        let shows_target = replied_to.is_none_or(|person| self.shows_contribution(viewer, person, friendships));
        self.shows_contribution(viewer, author, friendships) && (shows_target || author == viewer)
    }

    /// Whether `viewer` can see that `person`, one of the `reminded`, was reminded to look.
    pub fn shows_reminded(
        &self,
        viewer: PersonId,
        person: PersonId,
        reminded: &[PersonId],
        friendships: &Friendships,
    ) -> bool {
        (viewer == self.author || reminded.contains(&viewer)) && self.shows_contribution(viewer, person, friendships)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AUTHOR: PersonId = PersonId(1);
    const FRIEND: PersonId = PersonId(2);
    const OTHER_FRIEND: PersonId = PersonId(3);
    const STRANGER: PersonId = PersonId(4);

    fn circle() -> Friendships {
        let mut friendships = Friendships::default();
        friendships.set(AUTHOR, FRIEND, true);
        friendships.set(OTHER_FRIEND, AUTHOR, true);
        friendships.set(FRIEND, STRANGER, true);
        friendships
    }

    fn moment(audience: Audience) -> MomentFacts {
        MomentFacts { author: AUTHOR, audience, is_deleted: false }
    }

    #[test]
    fn a_moment_is_seen_by_its_author_and_their_friends() {
        let sees = |viewer| moment(Audience::Friends).can_be_seen_by(viewer, &circle());
        assert_eq!([AUTHOR, FRIEND, OTHER_FRIEND, STRANGER].map(sees), [true, true, true, false]);
    }

    #[test]
    fn a_moment_for_me_only_is_seen_by_its_author_alone() {
        let sees = |viewer| moment(Audience::OnlyMe).can_be_seen_by(viewer, &circle());
        assert_eq!([AUTHOR, FRIEND, STRANGER].map(sees), [true, false, false]);
    }

    #[test]
    fn a_deleted_moment_is_seen_by_nobody() {
        let deleted = MomentFacts { is_deleted: true, ..moment(Audience::Friends) };
        assert!(!deleted.can_be_seen_by(AUTHOR, &circle()));
        assert!(!deleted.shows_contribution(FRIEND, FRIEND, &circle()));
    }

    #[test]
    fn friends_of_the_author_who_are_strangers_dont_see_each_other() {
        let shows = |viewer, contributor| moment(Audience::Friends).shows_contribution(viewer, contributor, &circle());
        assert!(shows(AUTHOR, FRIEND), "the author sees all");
        assert!(shows(FRIEND, AUTHOR), "everybody sees the author");
        assert!(shows(FRIEND, FRIEND), "everybody sees themselves");
        assert!(!shows(FRIEND, OTHER_FRIEND), "they aren't friends");
    }

    #[test]
    fn the_like_of_an_ex_friend_of_the_author_is_hidden_from_a_common_friend() {
        let mut friendships = circle();
        friendships.set(FRIEND, OTHER_FRIEND, true);
        assert!(moment(Audience::Friends).shows_contribution(FRIEND, OTHER_FRIEND, &friendships));
        friendships.set(AUTHOR, OTHER_FRIEND, false);
        assert!(!moment(Audience::Friends).shows_contribution(FRIEND, OTHER_FRIEND, &friendships));
    }

    #[test]
    fn who_is_reminded_is_seen_by_the_author_and_the_reminded_who_know_each_other() {
        let shows = |viewer, person| {
            moment(Audience::Friends).shows_reminded(viewer, person, &[FRIEND, OTHER_FRIEND], &circle())
        };
        assert!(shows(AUTHOR, FRIEND) && shows(AUTHOR, OTHER_FRIEND), "the author sees all");
        assert!(shows(FRIEND, FRIEND) && !shows(FRIEND, OTHER_FRIEND), "they aren't friends");
        let shows_alone = moment(Audience::Friends).shows_reminded(FRIEND, OTHER_FRIEND, &[OTHER_FRIEND], &circle());
        assert!(!shows_alone, "others don't see it");
    }

    #[test]
    fn a_reply_is_hidden_with_the_person_replied_to_but_not_from_its_own_author() {
        let shows =
            |viewer, author, target| moment(Audience::Friends).shows_comment(viewer, author, Some(target), &circle());
        assert!(!shows(FRIEND, AUTHOR, OTHER_FRIEND));
        assert!(shows(AUTHOR, AUTHOR, OTHER_FRIEND));
        assert!(shows(FRIEND, FRIEND, OTHER_FRIEND));
    }
}
