//! The one visibility rule, as a small pure model.
//!
//! The server asks the same questions in SQL (`server/src/db/visibility.rs`); a property test holds one against the
//! other. In words: a moment is for those friends of its author whom its audience reaches and from whom the author
//! doesn't hide; a frozen audience stays with those whom it reached when it was set, a live one follows tags and
//! friendships. It is seen by its author and by whom it is for, as long as it isn't older than what the author shows;
//! and, where the author lets strangers look, its newest few for all friends by everybody. A like or comment under it
//! is seen by its own author; others see it only if the moment is for its author and they know them: its author wrote
//! the moment or is the viewer's friend. A reply is seen, beside its own author, only by those who also see the person
//! replied to. The friends who were reminded to look are seen by the author and, among themselves, by those whom a like
//! would be shown to. Where one of two people blocks the other, they aren't friends, and neither sees anything of the
//! other. What is deleted is seen by nobody.

mod circle;

use std::collections::HashSet;

use crate::audience::{Audience, Because, Chosen};
use crate::{PersonId, TagId, Timestamp};

pub use circle::Circle;

/// What the rule needs to know of a moment.
#[derive(Clone, Debug)]
pub struct MomentFacts {
    /// Who wrote it.
    pub author: PersonId,
    /// Whom they meant it for.
    pub audience: Audience,
    /// Which people and tags that is about.
    pub chosen: Chosen,
    /// Whom it reached when its audience was set, if that is frozen.
    pub frozen: Option<HashSet<PersonId>>,
    /// When it was posted.
    pub created_at: Timestamp,
    /// Whether it is among the author's newest that strangers may see.
    pub is_newest: bool,
    /// Whether they deleted it.
    pub is_deleted: bool,
}

impl MomentFacts {
    /// Whether the moment is for somebody else than its author, why or why not, and by which tag.
    pub fn is_for(&self, person: PersonId, circle: &Circle) -> (bool, Because, Option<TagId>) {
        if self.audience == Audience::OnlyMe {
            return (false, Because::OnlyMe, None);
        }
        if !circle.are_friends(self.author, person) {
            return (false, Because::NotChosen, None);
        }
        if circle.hides.contains(&(self.author, person)) {
            return (false, Because::Hidden, None);
        }
        let tag = self.chosen.tags.iter().copied().find(|tag| circle.tagged.contains(&(*tag, person)));
        let is_named = self.chosen.people.contains(&person);
        let because = match (is_named, tag) {
            (true, _) => Because::Chosen,
            (false, Some(_)) => Because::Tagged,
            (false, None) if self.audience == Audience::Only => Because::NotChosen,
            (false, None) => Because::Friend,
        };
        let is_chosen = is_named || tag.is_some();
        let is_reached = match (&self.frozen, self.audience) {
            (Some(reached), _) => reached.contains(&person),
            (None, Audience::Only) => is_chosen,
            (None, Audience::Except) => !is_chosen,
            (None, _) => true,
        };
        (is_reached, because, tag.filter(|_| !is_named))
    }

    /// Whether `viewer` can see the moment.
    pub fn can_be_seen_by(&self, viewer: PersonId, circle: &Circle) -> bool {
        if self.is_deleted || viewer == self.author {
            return !self.is_deleted;
        }
        let is_shown = circle.shows_since.get(&self.author).is_none_or(|since| self.created_at >= *since);
        is_shown && (self.is_for(viewer, circle).0 || self.is_open_to(viewer, circle))
    }

    /// Whether `viewer` may like and comment on the moment: strangers only look.
    pub fn can_be_answered_by(&self, viewer: PersonId, circle: &Circle) -> bool {
        self.can_be_seen_by(viewer, circle) && (viewer == self.author || circle.are_friends(self.author, viewer))
    }

    /// Whether it is shown to a stranger.
    fn is_open_to(&self, stranger: PersonId, circle: &Circle) -> bool {
        circle.is_open.contains(&self.author)
            && self.is_newest
            && self.audience == Audience::Friends
            && self.frozen.is_none()
            && !circle.are_friends(self.author, stranger)
            && !circle.is_blocked(self.author, stranger)
            && !circle.hides.contains(&(self.author, stranger))
    }

    /// Whether `viewer` can see a like or comment of `contributor` under the moment.
    pub fn shows_contribution(&self, viewer: PersonId, contributor: PersonId, circle: &Circle) -> bool {
        if !self.can_be_seen_by(viewer, circle) {
            return false;
        }
        let is_of_circle = contributor == self.author || self.is_for(contributor, circle).0;
        let is_known = contributor == self.author || circle.are_friends(viewer, contributor);
        contributor == viewer || (is_known && is_of_circle)
    }

    /// Whether `viewer` can see a comment of `author` that replies to `replied_to`, if to anybody.
    pub fn shows_comment(
        &self,
        viewer: PersonId,
        author: PersonId,
        replied_to: Option<PersonId>,
        circle: &Circle,
    ) -> bool {
        let shows_target = replied_to.is_none_or(|person| self.shows_contribution(viewer, person, circle));
        self.shows_contribution(viewer, author, circle) && (shows_target || author == viewer)
    }

    /// Whether `viewer` can see that `person`, one of the `reminded`, was reminded to look.
    pub fn shows_reminded(&self, viewer: PersonId, person: PersonId, reminded: &[PersonId], circle: &Circle) -> bool {
        (viewer == self.author || reminded.contains(&viewer)) && self.shows_contribution(viewer, person, circle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AUTHOR: PersonId = PersonId(1);
    const FRIEND: PersonId = PersonId(2);
    const OTHER_FRIEND: PersonId = PersonId(3);
    const STRANGER: PersonId = PersonId(4);

    const FAMILY: TagId = TagId(9);

    fn circle() -> Circle {
        let mut circle = Circle::default();
        circle.set_friends(AUTHOR, FRIEND, true);
        circle.set_friends(OTHER_FRIEND, AUTHOR, true);
        circle.set_friends(FRIEND, STRANGER, true);
        circle
    }

    fn moment(audience: Audience) -> MomentFacts {
        MomentFacts {
            author: AUTHOR,
            audience,
            chosen: Chosen::default(),
            frozen: None,
            created_at: Timestamp(1000),
            is_newest: true,
            is_deleted: false,
        }
    }

    fn tagged(audience: Audience) -> MomentFacts {
        MomentFacts { chosen: Chosen { tags: vec![FAMILY], ..Chosen::default() }, ..moment(audience) }
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
        let mut circle = circle();
        circle.set_friends(FRIEND, OTHER_FRIEND, true);
        assert!(moment(Audience::Friends).shows_contribution(FRIEND, OTHER_FRIEND, &circle));
        circle.set_friends(AUTHOR, OTHER_FRIEND, false);
        assert!(!moment(Audience::Friends).shows_contribution(FRIEND, OTHER_FRIEND, &circle));
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

    #[test]
    fn a_live_audience_follows_a_tag_and_a_frozen_one_does_not() {
        let mut circle = circle();
        let sees = |moment: &MomentFacts, circle: &Circle| {
            [FRIEND, OTHER_FRIEND, STRANGER].map(|viewer| moment.can_be_seen_by(viewer, circle))
        };
        let (only, except) = (tagged(Audience::Only), tagged(Audience::Except));
        let frozen = MomentFacts { frozen: Some(HashSet::from([OTHER_FRIEND])), ..tagged(Audience::Only) };
        assert_eq!(sees(&only, &circle), [false, false, false]);
        circle.set_tagged(FAMILY, FRIEND, true);
        circle.set_tagged(FAMILY, STRANGER, true);
        assert_eq!(sees(&only, &circle), [true, false, false]);
        assert_eq!(sees(&except, &circle), [false, true, false]);
        assert_eq!(sees(&frozen, &circle), [false, true, false]);
        circle.set_friends(AUTHOR, OTHER_FRIEND, false);
        assert_eq!(sees(&frozen, &circle), [false, false, false], "who is no friend any more is out");
    }

    #[test]
    fn everybody_is_told_why() {
        let mut circle = circle();
        circle.set_tagged(FAMILY, FRIEND, true);
        let only = tagged(Audience::Only);
        assert_eq!(only.is_for(FRIEND, &circle), (true, Because::Tagged, Some(FAMILY)));
        assert_eq!(only.is_for(OTHER_FRIEND, &circle), (false, Because::NotChosen, None));
        let except = MomentFacts { audience: Audience::Except, ..only };
        assert_eq!(except.is_for(FRIEND, &circle), (false, Because::Tagged, Some(FAMILY)));
        assert_eq!(except.is_for(OTHER_FRIEND, &circle), (true, Because::Friend, None));
        let named = |audience| {
            let chosen = Chosen { people: vec![FRIEND], tags: vec![FAMILY], ..Chosen::default() };
            MomentFacts { chosen, ..moment(audience) }.is_for(FRIEND, &circle)
        };
        assert_eq!(named(Audience::Only), (true, Because::Chosen, None), "by name before by tag");
        assert_eq!(named(Audience::Except), (false, Because::Chosen, None));
        circle.set_hidden(AUTHOR, OTHER_FRIEND, true);
        assert_eq!(except.is_for(OTHER_FRIEND, &circle), (false, Because::Hidden, None));
    }

    #[test]
    fn a_block_lies_over_the_friendship() {
        let mut circle = circle();
        for (person, blocked) in [(AUTHOR, FRIEND), (FRIEND, AUTHOR)] {
            circle.set_blocked(person, blocked, true);
            assert!(!moment(Audience::Friends).can_be_seen_by(FRIEND, &circle));
            circle.set_open(AUTHOR, true);
            assert!(!moment(Audience::Friends).can_be_seen_by(FRIEND, &circle), "not as a stranger either");
            circle.set_blocked(person, blocked, false);
            assert!(moment(Audience::Friends).can_be_seen_by(FRIEND, &circle));
        }
    }

    #[test]
    fn what_is_older_than_an_author_shows_is_for_them_alone_with_what_friends_wrote_under_it() {
        let mut circle = circle();
        circle.set_shows_since(AUTHOR, Some(Timestamp(1001)));
        let moment = moment(Audience::Friends);
        assert!(!moment.can_be_seen_by(FRIEND, &circle) && moment.can_be_seen_by(AUTHOR, &circle));
        assert!(moment.shows_contribution(AUTHOR, FRIEND, &circle));
        circle.set_shows_since(AUTHOR, Some(Timestamp(1000)));
        assert!(moment.can_be_seen_by(FRIEND, &circle), "the oldest that they show");
        circle.set_shows_since(AUTHOR, Some(Timestamp(1001)));
        circle.set_shows_since(AUTHOR, None);
        assert!(moment.can_be_seen_by(FRIEND, &circle), "they show everything again");
    }

    #[test]
    fn strangers_see_the_newest_of_those_who_let_them() {
        let mut circle = circle();
        circle.set_open(AUTHOR, true);
        assert!(moment(Audience::Friends).can_be_seen_by(STRANGER, &circle));
        assert!(!tagged(Audience::Except).can_be_seen_by(STRANGER, &circle), "what isn't for all friends isn't");
        assert!(!MomentFacts { is_newest: false, ..moment(Audience::Friends) }.can_be_seen_by(STRANGER, &circle));
        assert!(moment(Audience::Friends).shows_contribution(STRANGER, FRIEND, &circle), "they are friends");
        assert!(!moment(Audience::Friends).shows_contribution(STRANGER, OTHER_FRIEND, &circle));
        let frozen = MomentFacts { frozen: Some(HashSet::from([FRIEND])), ..moment(Audience::Friends) };
        assert!(!frozen.can_be_seen_by(STRANGER, &circle), "what stays with the friends of then isn't");
        circle.set_hidden(AUTHOR, STRANGER, true);
        assert!(!moment(Audience::Friends).can_be_seen_by(STRANGER, &circle), "not even them");
    }

    #[test]
    fn friends_and_the_author_answer_while_strangers_only_look() {
        let mut circle = circle();
        circle.set_open(AUTHOR, true);
        let answers =
            |moment: &MomentFacts| [AUTHOR, FRIEND, STRANGER].map(|viewer| moment.can_be_answered_by(viewer, &circle));
        assert_eq!(answers(&moment(Audience::Friends)), [true, true, false]);
        assert_eq!(answers(&moment(Audience::OnlyMe)), [true, false, false]);
        assert_eq!(answers(&MomentFacts { is_deleted: true, ..moment(Audience::Friends) }), [false, false, false]);
    }
}
