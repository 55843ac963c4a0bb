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

/// The slot in which a part of a draft is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A new moment's text.
    Text,
    /// The place that a new moment names.
    Where,
    /// The photos of a new moment.
    Photos,
    /// The audience of a new moment.
    Audience,
    /// The people and tags that the audience is about.
    Chosen,
    /// The people whom the new moment reminds to look.
    Reminded,
    /// The new text of a moment that has been posted.
    Change(MomentId),
    /// A comment's text under a moment.
    Comment(MomentId),
    /// The comment that the comment on this moment replies to.
    ReplyTo(MomentId),
}

impl Place {
    /// The name in the storage. It contains the person's id: somebody else who signs in here must
    /// not read the draft.
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

/// The draft of a moment.
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

    /// The audience in a form that can be compared: without choices that don't count for it, and
    /// sorted.
    fn is_for(&self) -> (Audience, Chosen) {
        let mut chosen = self.chosen.of(self.audience);
        chosen.people.sort_unstable();
        chosen.tags.sort_unstable();
        (self.audience, chosen)
    }

    /// Merges an unsent moment with the one that was begun. If their audiences differ, the result
    /// is for `OnlyMe`: merging must never show a text to more people than it was written for. The
    /// flag is `true` in that case.
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

/// Merges a moment that wasn't sent into the composer's drafts; its text goes before the text that
/// was begun there. `true` if their audiences differ: the audience must then be chosen again.
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

/// The draft in a slot, as a signal. It starts with what is stored, and every change is stored.
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
        // The writer chose a tag first, and then all friends: the tag doesn't count.
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
