//! The like of one moment: shown at once, sent one at a time, taken back when the server refuses.

use life_circle_wire::moments::Likes;
use life_circle_wire::person::Person;

use crate::data::action::wish::{Settled, Wish};

/// The like of one moment: what the server confirmed and what is wished.
pub struct LikeQueue {
    confirmed: Likes,
    liked: Wish<bool>,
    shown: Likes,
}

impl LikeQueue {
    /// A queue that begins with likes that the server sent.
    pub fn new(likes: &Likes) -> Self {
        Self {
            confirmed: likes.clone(),
            liked: Wish::new(likes.is_mine),
            shown: likes.clone(),
        }
    }

    /// The likes to show.
    pub fn shown(&self) -> &Likes {
        &self.shown
    }

    /// Whether I like the moment, or wish to.
    pub fn is_liked(&self) -> bool {
        *self.liked.desired()
    }

    /// Takes likes that were read independently of my like. A wish that isn't confirmed yet stays
    /// shown.
    pub fn learn(&mut self, likes: Likes) {
        self.liked.learn(likes.is_mine);
        let wished = *self.liked.desired();
        self.shown = if wished == likes.is_mine {
            likes.clone()
        } else {
            self.shown.clone()
        };
        self.confirmed = likes;
    }

    /// I like the moment, or no longer. Returns what to send now, if anything.
    pub fn set_liked(&mut self, liked: bool, me: &Person) -> Option<bool> {
        let to_send = self.liked.set(liked);
        self.shown = with_like(&self.confirmed, liked, me);
        to_send
    }

    /// Takes the outcome of what was sent: the likes as the server has them, or `None` after a
    /// failure.
    pub fn settle(&mut self, outcome: Option<Likes>, me: &Person) -> Settled<bool> {
        let settled = self.liked.settle(outcome.is_some());
        if let Some(likes) = outcome {
            if settled == Settled::Done {
                // Another tab may have brought another wish.
                self.liked.learn(likes.is_mine);
            }
            self.confirmed = likes;
        }
        self.shown = with_like(&self.confirmed, *self.liked.desired(), me);
        settled
    }
}

/// The likes with my like added (`liked`) or removed.
fn with_like(likes: &Likes, liked: bool, me: &Person) -> Likes {
    let mut likes = likes.clone();
    if likes.is_mine != liked {
        likes.is_mine = liked;
        likes.people.retain(|person| person.id != me.id);
        if liked {
            likes.count += 1;
            likes.people.push(me.clone());
        } else {
            likes.count = likes.count.saturating_sub(1);
        }
    }
    likes
}

#[cfg(test)]
mod tests {
    use life_circle_wire::PersonId;

    use super::*;

    fn person(id: i64) -> Person {
        Person {
            id: PersonId(id),
            handle: "lilei".parse().expect("a handle"),
            display_name: "Li Lei".to_owned(),
            remark: String::new(),
            avatar: None,
        }
    }

    #[test]
    fn a_like_is_shown_at_once_with_my_name_last() {
        let mut queue = LikeQueue::new(&Likes {
            count: 1,
            is_mine: false,
            people: vec![person(1)],
        });
        assert_eq!(queue.set_liked(true, &person(2)), Some(true));
        assert_eq!(
            queue.shown(),
            &Likes {
                count: 2,
                is_mine: true,
                people: vec![person(1), person(2)]
            }
        );
    }

    #[test]
    fn what_another_tab_has_brought_is_shown() {
        let none = Likes {
            count: 0,
            is_mine: false,
            people: Vec::new(),
        };
        let mut queue = LikeQueue::new(&none);
        queue.set_liked(true, &person(2));
        assert_eq!(queue.settle(Some(none.clone()), &person(2)), Settled::Done);
        assert_eq!((queue.is_liked(), queue.shown()), (false, &none));
    }

    #[test]
    fn a_failed_like_restores_the_count() {
        let before = Likes {
            count: 1,
            is_mine: false,
            people: vec![person(1)],
        };
        let mut queue = LikeQueue::new(&before);
        queue.set_liked(true, &person(2));
        assert_eq!(queue.settle(None, &person(2)), Settled::RolledBack);
        assert_eq!(queue.shown(), &before);
    }

    #[test]
    fn the_servers_count_goes_before_ours() {
        let mut queue = LikeQueue::new(&Likes::default());
        queue.set_liked(true, &person(2));
        let answer = Likes {
            count: 5,
            is_mine: true,
            people: vec![person(1), person(2)],
        };
        assert_eq!(
            queue.settle(Some(answer.clone()), &person(2)),
            Settled::Done
        );
        assert_eq!(queue.shown(), &answer);
    }

    #[test]
    fn a_reload_does_not_undo_a_like_on_its_way() {
        let mut queue = LikeQueue::new(&Likes::default());
        queue.set_liked(true, &person(2));
        queue.learn(Likes::default());
        assert!(queue.shown().is_mine);
    }
}
