//! Searching moments: what may be found is what the viewer can see.

use life_circle_wire::moments::Moment;
use life_circle_wire::search::{MomentSearch, is_found, phrases_of, terms_of};
use life_circle_wire::{PersonId, limits};
use sqlx::AnyConnection;

use super::sql::moments::list_visible;
use super::sql::words::{Wanted, list_candidates, words_of_moment};
use crate::{Error, clock, fold};

/// Ids that are read at once.
const CANDIDATES_MOST: usize = 2000;

/// Up to `most` moments with an id below `before` that fit the search and that the viewer can see,
/// the newest first. `author` is the person of `search.author`.
///
/// It reads on until there are so many, or no more: a page that ends earlier would tell that there
/// is something that the viewer can't see.
pub async fn search(
    connection: &mut AnyConnection,
    viewer: PersonId,
    search: &MomentSearch,
    author: Option<PersonId>,
    mut before: i64,
    most: usize,
) -> Result<Vec<Moment>, Error> {
    let [words, place] = [&search.q, &search.place].map(|text| {
        let counts: String = text.chars().take(limits::SEARCH_MOST).collect();
        fold(&counts)
    });
    let terms = terms_of(&words, &place);
    let phrases = [phrases_of(&words), phrases_of(&place)].concat();
    let fits = |moment: &Moment| {
        let text = fold(&format!("{}\n{}", moment.text, moment.place));
        phrases.iter().all(|phrase| text.contains(phrase))
            && is_found(&words_of_moment(&moment.text, &moment.place), &terms)
    };
    let from = search.from.map_or(0, clock::first_id_at);
    if let Some(to) = search.to {
        before = before.min(clock::first_id_at(to));
    }
    let mut found = Vec::new();
    loop {
        let wanted = Wanted {
            terms: &terms,
            author,
            has_photos: search.has_photos,
            from,
            before,
        };
        let ids = list_candidates(connection, viewer, &wanted, CANDIDATES_MOST).await?;
        for some in ids.chunks(most) {
            let visible = list_visible(connection, viewer, some).await?;
            found.extend(visible.into_iter().filter(&fits));
            if found.len() >= most {
                found.truncate(most);
                return Ok(found);
            }
        }
        match ids.last() {
            Some(last) if ids.len() == CANDIDATES_MOST => before = *last,
            _ => return Ok(found),
        }
    }
}
