//! Groups notifications by moment and puts unread groups first.

use life_circle_wire::notifications::{Notification, NotificationKind, NotifiedMoment};
use life_circle_wire::person::Person;

/// The notifications about one moment, or a single notification that is about no moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The moment; `None` if the notification is about no moment.
    pub moment: Option<NotifiedMoment>,
    /// The notifications, the newest first.
    pub items: Vec<Notification>,
    /// Whether any of it is unread.
    pub is_unread: bool,
}

impl Group {
    /// A key that changes whenever a notification is added, removed or read, so that the row is
    /// drawn again.
    pub fn key(&self) -> String {
        self.items
            .iter()
            .fold(self.is_unread.to_string(), |key, item| {
                format!("{key} {}", item.number)
            })
    }

    /// The people who like the moment, the newest like first.
    pub fn likers(&self) -> Vec<Person> {
        let likes = self
            .items
            .iter()
            .filter(|item| item.kind == NotificationKind::Like);
        likes.map(|item| item.person.clone()).collect()
    }

    /// All but the likes, the newest first.
    pub fn others(&self) -> impl Iterator<Item = &Notification> {
        self.items
            .iter()
            .filter(|item| item.kind != NotificationKind::Like)
    }
}

/// Groups `items`, which are sorted by number, the newest first. Items with a number above `seen`
/// are unread. Items of an unknown kind are left out.
pub fn grouped(items: &[Notification], seen: i64) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for item in items
        .iter()
        .filter(|item| item.kind != NotificationKind::Unknown)
    {
        let is_unread = item.number > seen;
        let same = item.moment.as_ref().and_then(|moment| {
            groups.iter_mut().find(|group| {
                group
                    .moment
                    .as_ref()
                    .is_some_and(|other| other.id == moment.id)
            })
        });
        match same {
            Some(group) => {
                group.items.push(item.clone());
                group.is_unread |= is_unread;
            }
            None => groups.push(Group {
                moment: item.moment.clone(),
                items: vec![item.clone()],
                is_unread,
            }),
        }
    }
    // Stable: within both halves the newest stays first.
    groups.sort_by_key(|group| !group.is_unread);
    groups
}

#[cfg(test)]
mod tests {
    use life_circle_wire::{MomentId, PersonId, Timestamp};

    use super::*;

    fn item(number: i64, kind: NotificationKind, moment: Option<i64>) -> Notification {
        let person = Person {
            id: PersonId(number),
            handle: "lilei".parse().expect("a handle"),
            display_name: String::new(),
            remark: String::new(),
            avatar: None,
        };
        let moment = moment.map(|id| NotifiedMoment {
            id: MomentId(id),
            excerpt: String::new(),
            photo: None,
        });
        Notification {
            number,
            kind,
            person,
            moment,
            comment: None,
            created_at: Timestamp(0),
        }
    }

    #[test]
    fn what_happened_under_a_moment_stands_together_and_unread_first() {
        use NotificationKind::{Comment, Like, Request, Unknown};
        let items = [
            item(6, Like, Some(2)),
            item(5, Unknown, None),
            item(4, Request, None),
            item(3, Comment, Some(1)),
            item(2, Like, Some(2)),
            item(1, Like, Some(1)),
        ];
        let numbers = |seen| -> Vec<(bool, Vec<i64>)> {
            let groups = grouped(&items, seen).into_iter();
            groups
                .map(|group| {
                    (
                        group.is_unread,
                        group.items.iter().map(|item| item.number).collect(),
                    )
                })
                .collect()
        };
        assert_eq!(
            numbers(0),
            [(true, vec![6, 2]), (true, vec![4]), (true, vec![3, 1])]
        );
        assert_eq!(
            numbers(3),
            [(true, vec![6, 2]), (true, vec![4]), (false, vec![3, 1])]
        );
        assert_eq!(numbers(5)[1], (false, vec![4]));
        let groups = grouped(&items, 6);
        assert_eq!(groups[0].likers().len(), 2);
        assert_eq!(groups[2].others().count(), 1);
    }
}
