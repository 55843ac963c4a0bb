//! The one visibility rule, as a small pure model.
//!
//! The server asks the same questions in SQL (`server/src/rules/visibility.rs`); a property test
//! compares the two. In words:
//!
//! A moment is for the friends of its author whom its audience reaches, unless the author hides
//! from them.
//!
//! A frozen audience keeps the friends whom it reached when it was set. A live audience follows
//! tags and friendships.
//!
//! A moment is seen by its author. It is seen by the people it is for, unless it is older than what
//! the author shows.
//!
//! If the author lets strangers look, strangers see their newest moments for all friends. Frozen
//! moments, and moments older than what the author shows, are excepted; so are strangers from whom
//! the author hides.
//!
//! A like or comment is seen by the person who made it. Other people who see the moment see it if
//! that person wrote the moment, or is both their friend and somebody for whom the moment is.
//!
//! A reply is seen by its own author. Others see it only if they also see the person replied to.
//!
//! The friends who were reminded to look are seen by the moment's author. A reminded friend sees
//! another one only if they would see a like of theirs.
//!
//! If one of two people blocks the other, they aren't friends, and neither sees anything of the
//! other.
//!
//! A deleted moment is seen by nobody.

mod circle;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

pub use circle::Circle;

use crate::audience::{Audience, AudienceMember, Because, Chosen};
use crate::{PersonId, TagId, Timestamp};

/// The facts about a moment that the rule depends on.
#[derive(Clone, Debug)]
pub struct MomentFacts {
    /// The person who wrote it.
    pub author: PersonId,
    /// The kind of audience that the author chose.
    pub audience: Audience,
    /// The people and tags that the audience names.
    pub chosen: Chosen,
    /// The people whom a frozen audience reached when it was set. `None` if the audience is live.
    pub frozen: Option<HashSet<PersonId>>,
    /// When it was posted.
    pub created_at: Timestamp,
    /// Whether it is one of the author's newest moments, which strangers may see.
    pub is_newest: bool,
    /// Whether the author deleted it.
    pub is_deleted: bool,
}

impl MomentFacts {
    /// Whether the moment is for `person`, who isn't its author; the reason; and the tag that
    /// decides, if the reason is `Tagged`.
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
        let tag = self
            .chosen
            .tags
            .iter()
            .copied()
            .find(|tag| circle.tagged.contains(&(*tag, person)));
        let is_named = self.chosen.people.contains(&person);
        let because = match (is_named, tag) {
            (true, _) => Because::Chosen,
            (false, Some(_)) => Because::Tagged,
            (false, None) if self.audience == Audience::Only => Because::NotChosen,
            (false, None) => Because::Friend,
        };
        let is_chosen = is_named || tag.is_some();
        let would_be_reached = match self.audience {
            Audience::Only => is_chosen,
            Audience::Except => !is_chosen,
            Audience::Friends | Audience::OnlyMe => true,
        };
        let is_reached = self
            .frozen
            .as_ref()
            .map_or(would_be_reached, |reached| reached.contains(&person));
        if is_reached != would_be_reached {
            return (is_reached, Because::Frozen, None);
        }
        (is_reached, because, tag.filter(|_| !is_named))
    }

    /// Whether a friend of the author sees the moment, and why.
    pub fn member(&self, person: PersonId, circle: &Circle) -> AudienceMember {
        let (sees, because, tag) = self.is_for(person, circle);
        if sees && !self.is_shown(circle) {
            return AudienceMember {
                person,
                sees: false,
                because: Because::TooOld,
                tag: None,
            };
        }
        AudienceMember {
            person,
            sees,
            because,
            tag,
        }
    }

    /// Whether the moment isn't older than the time that its author shows to others.
    fn is_shown(&self, circle: &Circle) -> bool {
        circle
            .shows_since
            .get(&self.author)
            .is_none_or(|since| self.created_at >= *since)
    }

    /// Whether `viewer` can see the moment.
    pub fn can_be_seen_by(&self, viewer: PersonId, circle: &Circle) -> bool {
        if self.is_deleted || viewer == self.author {
            return !self.is_deleted;
        }
        self.is_shown(circle) && (self.is_for(viewer, circle).0 || self.is_open_to(viewer, circle))
    }

    /// Whether `viewer` may like and comment on the moment: strangers only look.
    pub fn lets_react(&self, viewer: PersonId, circle: &Circle) -> bool {
        self.can_be_seen_by(viewer, circle)
            && (viewer == self.author || circle.are_friends(self.author, viewer))
    }

    /// Whether `stranger` sees the moment because its author lets strangers look.
    fn is_open_to(&self, stranger: PersonId, circle: &Circle) -> bool {
        circle.lets_strangers_look(self.author)
            && self.is_newest
            && self.audience == Audience::Friends
            && self.frozen.is_none()
            && !circle.are_friends(self.author, stranger)
            && !circle.is_blocked(self.author, stranger)
            && !circle.hides.contains(&(self.author, stranger))
    }

    /// Whether `viewer` can see a like or comment of `contributor` under the moment.
    pub fn shows_contribution(
        &self,
        viewer: PersonId,
        contributor: PersonId,
        circle: &Circle,
    ) -> bool {
        if !self.can_be_seen_by(viewer, circle) {
            return false;
        }
        let is_of_circle = contributor == self.author || self.is_for(contributor, circle).0;
        let is_known = contributor == self.author || circle.are_friends(viewer, contributor);
        contributor == viewer || (is_known && is_of_circle)
    }

    /// Whether `viewer` can see a comment of `author`. `replied_to` is the author of the comment
    /// that it replies to; `None` if it is no reply.
    pub fn shows_comment(
        &self,
        viewer: PersonId,
        author: PersonId,
        replied_to: Option<PersonId>,
        circle: &Circle,
    ) -> bool {
        let shows_target =
            replied_to.is_none_or(|person| self.shows_contribution(viewer, person, circle));
        self.shows_contribution(viewer, author, circle) && (shows_target || author == viewer)
    }

    /// Whether `viewer` can see that `person`, one of the `reminded`, was reminded to look.
    pub fn shows_reminded(
        &self,
        viewer: PersonId,
        person: PersonId,
        reminded: &[PersonId],
        circle: &Circle,
    ) -> bool {
        (viewer == self.author || reminded.contains(&viewer))
            && self.shows_contribution(viewer, person, circle)
    }
}
