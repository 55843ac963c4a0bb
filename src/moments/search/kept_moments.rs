//! Searching without a connection.

use std::cmp::Reverse;

use life_circle_wire::feed::FeedPage;
use life_circle_wire::moments::{Moment, MomentsPage};
use life_circle_wire::search::{Finder, MomentSearch};
use life_circle_wire::{Handle, MomentId};

use crate::data::api::stamp::Stamp;
use crate::data::api::{Api, json};
use crate::moments::store::Moments;
use crate::text::fold;

/// The moments that this browser has and that fit a search, the newest first.
pub async fn search_kept(api: Api, moments: Moments, search: &MomentSearch) -> Vec<MomentId> {
    for text in api.all_kept(has_moments).await {
        for moment in moments_in(&text) {
            moments.take(moment, Stamp::BEFORE);
        }
    }
    let finder = Finder::new(&search.q, "", fold);
    let mut found = moments.filter(|moment| {
        is_within(moment, search) && finder.finds(&moment.text, &moment.place, fold)
    });
    found.sort_unstable_by_key(|id| Reverse(*id));
    found
}

/// Whether answers of this path have moments: the feed, albums, topics, one moment.
fn has_moments(path: &str) -> bool {
    let parts: Vec<&str> = path.trim_start_matches("/api/v1/").split('/').collect();
    matches!(
        parts[..],
        ["feed"] | ["moments", _] | ["people" | "topics", _, "moments"]
    )
}

fn moments_in(text: &str) -> Vec<Moment> {
    if let Ok(page) = json::parse::<FeedPage>(text) {
        return page.items.into_iter().map(|item| item.moment).collect();
    }
    match json::parse::<MomentsPage>(text) {
        Ok(page) => page.items,
        Err(_) => json::parse(text).into_iter().collect(),
    }
}

/// Whether a moment fulfils all but the words.
fn is_within(moment: &Moment, search: &MomentSearch) -> bool {
    let is_by = |author: &Handle| moment.author.handle == *author;
    !moment.is_of_stranger
        && search.author.as_ref().is_none_or(is_by)
        && !(search.has_photos && moment.photos.is_empty())
        && search.from.is_none_or(|from| moment.created_at >= from)
        && search.to.is_none_or(|to| moment.created_at < to)
}
