//! Uploads under way, counted by person: one person can't take all memory, disk and places in line.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use life_circle_wire::PersonId;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::Error;

/// Most uploads of one person at once; further ones wait, unread. The page sends one photo at a
/// time, from each tab.
const AT_ONCE: usize = 4;

/// The turns of each person who is uploading.
#[derive(Default)]
pub struct Turns(Mutex<HashMap<PersonId, Arc<Semaphore>>>);

/// An upload under way. It counts until this is dropped.
pub type Turn = OwnedSemaphorePermit;

impl Turns {
    /// Waits until a person has fewer uploads under way than they may.
    pub async fn take(&self, person: PersonId) -> Result<Turn, Error> {
        let turns = {
            let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            // Turns, and those who wait for one, hold their person's semaphore.
            all.retain(|_, turns| Arc::strong_count(turns) > 1);
            let turns = all.entry(person);
            turns
                .or_insert_with(|| Arc::new(Semaphore::new(AT_ONCE)))
                .clone()
        };
        turns.acquire_owned().await.map_err(Error::internal)
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    #[tokio::test]
    async fn who_uploads_too_much_at_once_waits_and_nobody_else() {
        let turns = Turns::default();
        let take = |id| turns.take(PersonId(id)).now_or_never();
        let mut mine: Vec<_> = (0..AT_ONCE).map(|_| take(1)).collect();
        assert!(mine.iter().all(Option::is_some));
        assert!(take(1).is_none(), "one too many");
        assert!(take(2).is_some(), "somebody else");
        mine.pop();
        assert!(take(1).is_some(), "one has ended");
        mine.clear();
        take(2);
        assert_eq!(
            turns.0.lock().expect("the turns").len(),
            1,
            "only who uploads"
        );
    }
}
