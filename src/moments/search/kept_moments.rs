//! Searching without a connection.

use std::cmp::Reverse;

use life_circle_wire::feed::ReadFeed;
use life_circle_wire::moments::Moment;
use life_circle_wire::search::{MomentSearch, is_found, phrases_of, terms_of, words_of};
use life_circle_wire::text::{EntityKind, entities};
use life_circle_wire::{Handle, MomentId, NoArgument};

use crate::data::api::Api;
use crate::data::api::stamp::Stamp;
use crate::moments::store::Moments;
use crate::text::fold;

/// The moments that this browser has and that fit a search, the newest first.
pub async fn search_kept(api: Api, moments: Moments, search: &MomentSearch) -> Vec<MomentId> {
    for page in api.all_kept::<ReadFeed>(&NoArgument).await {
        for item in page.items {
            moments.take(item.moment, Stamp::BEFORE);
        }
    }
    let words = fold(&search.q);
    let terms = terms_of(&words, "");
    let phrases = phrases_of(&words);
    let mut found = moments.filter(|moment| {
        let text = fold(&format!("{}\n{}", moment.text, moment.place));
        is_within(moment, search)
            && phrases.iter().all(|phrase| text.contains(phrase))
            && is_found(&words_of(&text, &topics(&moment.text), ""), &terms)
    });
    found.sort_unstable_by_key(|id| Reverse(*id));
    found
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

fn topics(text: &str) -> Vec<String> {
    let topic = |kind| match kind {
        EntityKind::Topic(topic) => Some(fold(&topic)),
        EntityKind::Mention(_) | EntityKind::Link(_) => None,
    };
    let kinds = entities(text).into_iter().map(|entity| entity.kind);
    kinds.filter_map(topic).collect()
}
