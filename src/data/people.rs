//! Every person once: all places that show a person share them, so a new name or picture shows
//! everywhere at once.

use leptos::prelude::*;
use life_circle_wire::PersonId;
use life_circle_wire::friends::Friend;
use life_circle_wire::person::Person;

use super::api::stamp::Stamp;
use super::by_id::ById;
use crate::reactive::derive;
use crate::text::nfkc;

/// A person as the page knows them.
#[derive(Clone)]
struct Known {
    person: ArcRwSignal<Person>,
    /// When I last changed the person: my remark, or my own profile. An answer that was asked for
    /// before that doesn't change the person.
    changed: Stamp,
}

/// All people whom the server named. `Api` takes them from every answer, and `Live` from events, so
/// the last answer says how a person is shown: also if it has no remark any more.
#[derive(Clone, Copy)]
pub struct People {
    known: StoredValue<ById<PersonId, Known>>,
    now: StoredValue<Stamp>,
}

/// Makes the people available. They are dropped with the page, which is loaded again when the
/// session ends.
pub fn provide_people() {
    provide_context(People::new());
}

/// The [`People`] from the context.
pub fn use_people() -> People {
    expect_context()
}

impl People {
    fn new() -> Self {
        Self {
            known: StoredValue::new(ById::new()),
            now: StoredValue::new(Stamp::default()),
        }
    }

    /// Call it before a request is sent, and pass the result to [`Self::take`].
    pub fn stamp(&self) -> Stamp {
        self.now.get_value()
    }

    /// Takes the people of an answer. A person whom I have changed since `asked_at` stays as they
    /// are.
    pub fn take(&self, people: &[&Person], asked_at: Stamp) {
        for person in people {
            let known = self.known_or(person);
            // Set a signal only if its value has changed, so that nothing is drawn again without
            // need.
            if known.changed <= asked_at && known.person.with_untracked(|before| before != *person)
            {
                known.person.set((*person).clone());
            }
        }
    }

    /// Takes the people of an event. It may be older than a change of mine, so a person whom I have
    /// changed stays as they are.
    pub fn take_event(&self, people: &[&Person]) {
        self.take(people, Stamp::default());
    }

    /// Shows a person whom I have changed, as the server confirmed. Answers that were asked for
    /// before are out of date.
    pub fn put_changed(&self, person: &Person) {
        self.now.update_value(|now| *now = now.next());
        self.take(&[person], self.stamp());
        let changed = Known {
            changed: self.stamp(),
            ..self.known_or(person)
        };
        self.known
            .update_value(|known| known.insert(person.id, changed));
    }

    /// Shows the remark that I gave a person, as the server confirmed.
    pub fn put_remark(&self, person: &Person, remark: &str) {
        let person = self.signal(person).get_untracked();
        self.put_changed(&Person {
            remark: remark.to_owned(),
            ..person
        });
    }

    /// The person as the page knows them now. `person` is how a list has them: it counts only if
    /// the page doesn't know them yet.
    pub fn signal(&self, person: &Person) -> ArcReadSignal<Person> {
        self.known_or(person).person.read_only()
    }

    /// The name that I see now, for a view.
    pub fn name(&self, person: &Person) -> Signal<String> {
        let person = self.signal(person);
        derive(move || person.with(|person| person.name().to_owned()))
    }

    /// The name that I see now, for a text of several names; tracks changes.
    pub fn name_now(&self, person: &Person) -> String {
        self.signal(person).with(|person| person.name().to_owned())
    }

    /// Whether `words` match a friend by the names that the page knows now: a list may still have
    /// older ones. `words` must be folded. It tracks no changes and makes no signal, because
    /// it runs for thousands of friends between two frames.
    pub fn is_called(&self, friend: &Friend, words: &str) -> bool {
        let known = self.known.with_value(|known| known.get(&friend.person.id));
        let Some(Known { person, .. }) = known else {
            return friend.is_called(words, nfkc);
        };
        person.with_untracked(|now| {
            if *now == friend.person {
                return friend.is_called(words, nfkc);
            }
            let renamed = Friend {
                person: now.clone(),
                ..friend.clone()
            };
            renamed.is_called(words, nfkc)
        })
    }

    /// Whether the page knows another name now than `person` has, without tracking changes.
    pub fn is_renamed(&self, person: &Person) -> bool {
        let known = self.known.with_value(|known| known.get(&person.id));
        known.is_some_and(|known| {
            known
                .person
                .with_untracked(|now| now.name() != person.name())
        })
    }

    fn known_or(&self, person: &Person) -> Known {
        if let Some(known) = self.known.with_value(|known| known.get(&person.id)) {
            return known;
        }
        let new = Known {
            person: ArcRwSignal::new(person.clone()),
            changed: Stamp::default(),
        };
        self.known
            .update_value(|known| known.insert(person.id, new.clone()));
        new
    }
}

#[cfg(test)]
mod tests {
    use life_circle_wire::Timestamp;

    use super::*;

    fn person(remark: &str) -> Person {
        Person {
            id: PersonId(1),
            handle: "lilei".parse().expect("a handle"),
            display_name: "Li Lei".to_owned(),
            remark: remark.to_owned(),
            avatar: None,
        }
    }

    fn shown(people: People) -> String {
        let anybody = person("not what is known");
        people
            .signal(&anybody)
            .with_untracked(|person| person.name().to_owned())
    }

    #[test]
    fn the_last_answer_says_how_a_person_is_shown() {
        let people = People::new();
        let signal = people.signal(&person(""));
        people.take(&[&person("Lei")], people.stamp());
        assert_eq!(signal.get_untracked(), person("Lei"), "one signal for all");
        people.take(&[&person("")], people.stamp());
        assert_eq!(
            shown(people),
            "Li Lei",
            "the server gives no remark any more"
        );
    }

    #[test]
    fn what_a_list_still_has_does_not_change_a_known_person() {
        let people = People::new();
        people.take(&[&person("Lei")], people.stamp());
        people.signal(&person("old"));
        assert_eq!(shown(people), "Lei");
    }

    #[test]
    fn a_friend_is_found_by_the_names_that_the_page_knows_now() {
        let people = People::new();
        let friend = Friend {
            person: person("old"),
            since: Timestamp(0),
            initial: 'O',
            pinyin: String::new(),
            is_starred: false,
            tags: Vec::new(),
        };
        assert!(people.is_called(&friend, "old"), "nobody is known yet");
        assert!(!people.is_renamed(&friend.person));
        people.take(&[&person("new")], people.stamp());
        assert!(people.is_called(&friend, "new"));
        assert!(!people.is_called(&friend, "old"));
        assert!(people.is_renamed(&friend.person));
    }

    #[test]
    fn an_answer_from_before_my_change_does_not_undo_it() {
        let people = People::new();
        people.take(&[&person("old")], people.stamp());
        let asked_before = people.stamp();
        people.put_remark(&person("old"), "new");
        people.take(&[&person("old")], asked_before);
        assert_eq!(shown(people), "new");
        let asked_after = people.stamp();
        people.take(&[&person("from another device")], asked_after);
        assert_eq!(shown(people), "from another device");
    }

    #[test]
    fn an_event_shows_another_person_but_does_not_undo_my_change() {
        let people = People::new();
        people.take(&[&person("old")], people.stamp());
        people.take_event(&[&person("from an event")]);
        assert_eq!(shown(people), "from an event");
        people.put_remark(&person("old"), "mine");
        people.take_event(&[&person("old")]);
        assert_eq!(shown(people), "mine");
    }

    #[test]
    fn my_change_of_one_person_does_not_hold_up_another() {
        let people = People::new();
        let other = Person {
            id: PersonId(2),
            ..person("old")
        };
        people.take(&[&other], people.stamp());
        let asked_before = people.stamp();
        people.put_changed(&person("new"));
        people.take(
            &[&Person {
                remark: "newer".to_owned(),
                ..other.clone()
            }],
            asked_before,
        );
        assert_eq!(
            people
                .signal(&other)
                .with_untracked(|other| other.remark.clone()),
            "newer"
        );
    }

    #[test]
    fn a_changed_remark_leaves_the_rest_of_the_person_as_it_is() {
        let people = People::new();
        let renamed = Person {
            display_name: "Li Lei 2".to_owned(),
            ..person("")
        };
        people.take(&[&renamed], people.stamp());
        people.put_remark(&person(""), "Lei");
        let now = people.signal(&person("")).get_untracked();
        assert_eq!((now.display_name.as_str(), now.name()), ("Li Lei 2", "Lei"));
    }
}
