//! Searching moments: what may be found is what the viewer can see.

use life_circle_wire::moments::Moment;
use life_circle_wire::search::{Finder, MomentSearch};
use life_circle_wire::{PersonId, limits};

use super::sql::moments::list_visible;
use super::sql::words::{Wanted, list_candidates};
use crate::platform::db::Connection;
use crate::{Error, clock, fold};

/// Ids that are read at once, and how often at most: no search occupies the database for long. What
/// is found lies among the newest candidates then, and nobody learns that there are more.
const CANDIDATES_MOST: usize = 5000;
const ROUNDS_MOST: usize = 4;
/// Moments that are read at once.
const CHUNK_LEAST: usize = 100;

/// Up to `most` moments with an id below `before` that fit the search and that the viewer can see,
/// the newest first. `author` is the person of `search.author`.
///
/// It reads on until there are so many, or no more to look at: a page that ends earlier would tell
/// that there is something that the viewer can't see.
pub async fn search(
    connection: &mut Connection,
    viewer: PersonId,
    search: &MomentSearch,
    author: Option<PersonId>,
    mut before: i64,
    most: usize,
) -> Result<Vec<Moment>, Error> {
    let counts = |text: &str| -> String { text.chars().take(limits::SEARCH_MOST).collect() };
    let finder = Finder::new(&counts(&search.q), &counts(&search.place), fold);
    let fits = |moment: &Moment| finder.finds(&moment.text, &moment.place, fold);
    let from = search.from.map_or(0, clock::first_id_at);
    if let Some(to) = search.to {
        before = before.min(clock::first_id_at(to));
    }
    let mut found = Vec::new();
    for _ in 0..ROUNDS_MOST {
        let wanted = Wanted {
            terms: &finder.terms,
            author,
            has_photos: search.has_photos,
            from,
            before,
        };
        let ids = list_candidates(connection, viewer, &wanted, CANDIDATES_MOST).await?;
        for some in ids.chunks(most.max(CHUNK_LEAST)) {
            let visible = list_visible(connection, viewer, some).await?;
            found.extend(visible.into_iter().filter(&fits));
            if found.len() >= most {
                found.truncate(most);
                return Ok(found);
            }
        }
        match ids.last() {
            Some(last) if ids.len() == CANDIDATES_MOST => before = *last,
            _ => break,
        }
    }
    Ok(found)
}
