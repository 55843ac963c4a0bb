//! What is being written, kept in this browser until it is sent.

use leptos::prelude::*;
use life_circle_wire::audience::{Audience, Chosen};
use life_circle_wire::people::Person;
use life_circle_wire::{MomentId, PersonId};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::data::session::use_session;
use crate::data::storage;
use crate::data::uploads::Attachment;
use crate::outbox::Draft;
use crate::reactive::react;

/// What is being written, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A new moment's text.
    Text,
    /// Where it is.
    Where,
    /// Its photos.
    Photos,
    /// Who can see that moment.
    Audience,
    /// Which people and tags that is about.
    Chosen,
    /// Whom it reminds to look.
    Reminded,
    /// Another text of a moment that is there.
    Change(MomentId),
    /// A comment's text under a moment.
    Comment(MomentId),
    /// The comment that it replies to.
    ReplyTo(MomentId),
}

impl Place {
    /// Drafts are one's own: whoever signs in here next must not read them.
    fn name(self, person: PersonId) -> String {
        match self {
            Self::Text => format!("draft-{person}"),
            Self::Where => format!("draft-{person}-where"),
            Self::Photos => format!("draft-{person}-photos"),
            Self::Audience => format!("draft-{person}-audience"),
            Self::Chosen => format!("draft-{person}-chosen"),
            Self::Reminded => format!("draft-{person}-reminded"),
            Self::Change(id) => format!("draft-{person}-{id}-text"),
            Self::Comment(id) => format!("draft-{person}-{id}"),
            Self::ReplyTo(id) => format!("draft-{person}-{id}-to"),
        }
    }
}

/// A moment as it is written.
#[derive(Clone, Debug, Default, PartialEq)]
struct Written {
    text: String,
    place: String,
    photos: Vec<Attachment>,
    audience: Audience,
    chosen: Chosen,
    reminded: Vec<Person>,
}

impl Written {
    fn read(person: PersonId) -> Self {
        fn value<T: Default + DeserializeOwned>(place: Place, person: PersonId) -> T {
            storage::read_value(&place.name(person)).unwrap_or_default()
        }
        Self {
            text: value(Place::Text, person),
            place: value(Place::Where, person),
            photos: value(Place::Photos, person),
            audience: value(Place::Audience, person),
            chosen: value(Place::Chosen, person),
            reminded: value(Place::Reminded, person),
        }
    }

    fn keep(&self, person: PersonId) {
        storage::keep_value(&Place::Text.name(person), &self.text);
        storage::keep_value(&Place::Where.name(person), &self.place);
        storage::keep_value(&Place::Photos.name(person), &self.photos);
        storage::keep_value(&Place::Audience.name(person), &self.audience);
        storage::keep_value(&Place::Chosen.name(person), &self.chosen);
        storage::keep_value(&Place::Reminded.name(person), &self.reminded);
    }

    /// For whom it is, however that was said.
    fn is_for(&self) -> (Audience, Chosen) {
        let mut chosen = self.chosen.of(self.audience);
        chosen.people.sort_unstable();
        chosen.tags.sort_unstable();
        (self.audience, chosen)
    }

    /// Both as one. What was begun for fewer isn't shown to more by that: where they are for others, it is for nobody
    /// else, and whether that is so is given with it.
    fn joined_with(self, begun: Self) -> (Self, bool) {
        let is_begun = !begun.text.is_empty() || !begun.photos.is_empty();
        let are_for_others = is_begun && self.is_for() != begun.is_for();
        let text = match begun.text {
            none if none.is_empty() => self.text,
            text => format!("{}\n{text}", self.text),
        };
        let others = begun
            .reminded
            .into_iter()
            .filter(|person| !self.reminded.contains(person));
        let reminded = self.reminded.iter().cloned().chain(others).collect();
        let joined = Self {
            text,
            place: if begun.place.is_empty() {
                self.place
            } else {
                begun.place
            },
            photos: [self.photos, begun.photos].concat(),
            audience: if are_for_others {
                Audience::OnlyMe
            } else {
                self.audience
            },
            chosen: self.chosen,
            reminded,
        };
        (joined, are_for_others)
    }
}

/// Puts a moment that wasn't sent back to where it was written, before what is being written there. Gives whether the two
/// were for others: then it is to be chosen anew for whom they are.
pub fn put_back(person: PersonId, draft: Draft) -> bool {
    let Draft::Moment {
        text,
        place,
        photos,
        audience,
        chosen,
        reminded,
    } = draft
    else {
        return false;
    };
    let unsent = Written {
        text,
        place,
        photos,
        audience,
        chosen,
        reminded,
    };
    let (joined, are_for_others) = unsent.joined_with(Written::read(person));
    joined.keep(person);
    are_for_others
}

/// What is being written at a place: as it was left, and kept as it changes.
pub fn use_draft<T>(place: Place) -> RwSignal<T>
where
    T: Clone + Default + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let person = use_session().me().map_or(PersonId(0), |me| me.person.id);
    let draft = RwSignal::new(storage::read_value(&place.name(person)).unwrap_or_default());
    react(move || {
        let name = place.name(person);
        draft.with(|draft| {
            if *draft == T::default() {
                storage::keep(&name, None);
            } else {
                storage::keep_value(&name, draft);
            }
        });
    });
    draft
}

#[cfg(test)]
mod tests {
    use life_circle_wire::TagId;

    use super::*;

    fn written(text: &str, audience: Audience, tags: &[i64]) -> Written {
        let chosen = Chosen {
            tags: tags.iter().copied().map(TagId).collect(),
            ..Chosen::default()
        };
        Written {
            text: text.to_owned(),
            audience,
            chosen,
            ..Written::default()
        }
    }

    #[test]
    fn what_comes_back_is_joined_with_what_was_begun() {
        let unsent = written("unsent", Audience::Friends, &[]);
        assert_eq!(
            unsent.clone().joined_with(Written::default()),
            (unsent.clone(), false)
        );
        // Somebody chose a tag, and then all friends.
        let begun = Written {
            place: "断桥".to_owned(),
            ..written("begun", Audience::Friends, &[1])
        };
        let (joined, are_for_others) = unsent.clone().joined_with(begun);
        assert!(!are_for_others);
        assert_eq!(
            (joined.text.as_str(), joined.place.as_str()),
            ("unsent\nbegun", "断桥")
        );
        assert_eq!(joined.audience, Audience::Friends);
        let begun = Written {
            place: "断桥".to_owned(),
            ..written("", Audience::OnlyMe, &[])
        };
        let (joined, are_for_others) = unsent.joined_with(begun);
        assert_eq!(
            (joined.audience, are_for_others),
            (Audience::Friends, false),
            "nothing was written for nobody"
        );
        assert_eq!(
            (joined.text.as_str(), joined.place.as_str()),
            ("unsent", "断桥")
        );
    }

    #[test]
    fn what_was_for_others_is_for_nobody_else() {
        let unsent = written("unsent", Audience::Only, &[1, 2]);
        let same = unsent
            .clone()
            .joined_with(written("begun", Audience::Only, &[2, 1]));
        assert_eq!((same.0.audience, same.1), (Audience::Only, false));
        for begun in [
            written("begun", Audience::Only, &[1]),
            written("begun", Audience::Friends, &[]),
        ] {
            let (joined, are_for_others) = unsent.clone().joined_with(begun);
            assert_eq!((joined.audience, are_for_others), (Audience::OnlyMe, true));
        }
    }
}
