//! What clients know already, so that an unchanged page of the feed is answered without reading it.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use life_circle_wire::{PersonId, Timestamp};

/// Most answers that are remembered. If there are more, all are forgotten: the next call of each
/// client reads its page.
const ANSWERS_MOST: usize = 20_000;
/// Longest question that is remembered, in bytes: a page and its cursor take a tenth of it.
const QUESTION_MOST: usize = 512;

/// A person and what they asked for: a path with its query.
pub type Question = (PersonId, String);

/// The `ETag`s of answers.
#[derive(Default)]
pub struct KnownAnswers(Mutex<HashMap<Question, KnownAnswer>>);

struct KnownAnswer {
    /// The database's version before the answer was read.
    version: String,
    /// The last time at which the same database gives the same answer; `None`: always.
    until: Option<Timestamp>,
    etag: String,
}

impl KnownAnswers {
    /// The `ETag` of what the answer to a question is now; `None` if that isn't certain: the answer
    /// must be read. `version` is the database's, now.
    pub fn find(&self, question: &Question, version: &str, now: Timestamp) -> Option<String> {
        let answers = self.lock();
        let known = answers.get(question)?;
        let is_over = known.until.is_some_and(|until| now > until);
        (known.version == version && !is_over).then(|| known.etag.clone())
    }

    /// Remembers an answer. `version` was the database's before the answer was read: a change
    /// since then makes the answer uncertain.
    pub fn keep(
        &self,
        question: Question,
        version: String,
        until: Option<Timestamp>,
        etag: String,
    ) {
        if question.1.len() > QUESTION_MOST {
            return;
        }
        let mut answers = self.lock();
        if answers.len() >= ANSWERS_MOST {
            answers.clear();
        }
        let known = KnownAnswer {
            version,
            until,
            etag,
        };
        answers.insert(question, known);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Question, KnownAnswer>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question() -> Question {
        (PersonId(1), "/api/v1/feed".to_owned())
    }

    #[test]
    fn an_answer_is_known_as_long_as_nothing_has_changed() {
        let known = KnownAnswers::default();
        let find = |version| known.find(&question(), version, Timestamp(10));
        assert_eq!(find("1"), None, "never answered");
        known.keep(question(), "1".to_owned(), None, "tag".to_owned());
        assert_eq!(find("1").as_deref(), Some("tag"));
        assert_eq!(find("2"), None, "changed since");
        let another = (PersonId(2), "/api/v1/feed".to_owned());
        assert_eq!(known.find(&another, "1", Timestamp(10)), None);
    }

    #[test]
    fn an_answer_is_uncertain_after_its_time() {
        let known = KnownAnswers::default();
        let until = Some(Timestamp(10));
        known.keep(question(), "1".to_owned(), until, "tag".to_owned());
        assert!(known.find(&question(), "1", Timestamp(10)).is_some());
        assert_eq!(known.find(&question(), "1", Timestamp(11)), None);
    }

    #[test]
    fn memory_is_bounded() {
        let known = KnownAnswers::default();
        for person in 0..=ANSWERS_MOST as i64 {
            let question = (PersonId(person), String::new());
            known.keep(question, "1".to_owned(), None, "tag".to_owned());
        }
        assert_eq!(known.lock().len(), 1);
        let long = (PersonId(0), "x".repeat(QUESTION_MOST + 1));
        known.keep(long.clone(), "1".to_owned(), None, "tag".to_owned());
        assert_eq!(known.find(&long, "1", Timestamp(0)), None);
    }
}
