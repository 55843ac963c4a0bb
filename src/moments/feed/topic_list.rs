//! The moments with a topic in their text.

use leptos::prelude::*;
use life_circle_wire::moments::ListTopic;
use life_circle_wire::{PageQuery, Topic};

use super::FeedEntry;
use super::moment_list::MomentList;
use crate::data::api::use_api;
use crate::data::pager::Pager;
use crate::kit::EmptyState;
use crate::moments::store::use_moments;
use crate::text::parts::say_with;

/// The moments with this topic, the newest first.
#[component]
pub fn MomentsOfTopic(
    /// The topic to look for.
    topic: Topic,
) -> impl IntoView {
    let api = use_api();
    let known = use_moments();
    let topic = StoredValue::new(topic);
    let moments = Pager::kept(move |cursor, source| async move {
        let asked_at = source.stamp(known.stamp());
        let page = api
            .read_from::<ListTopic>(source, &topic.get_value(), &PageQuery::at(cursor))
            .await?;
        let entry = |moment| FeedEntry {
            id: known.take(moment, asked_at),
            is_new: false,
        };
        Ok((page.items.into_iter().map(entry).collect(), page.next))
    });
    moments.refresh();
    let empty = || {
        let title = say_with(|text| text.moment_pages.topic_empty.to_owned());
        view! { <EmptyState icon="sprout" title /> }
    };
    view! {
        <MomentList
            entries=moments.items
            pages=moments.pages()
            empty
            end=Some(|text| text.common.end_of_list)
        />
    }
}
