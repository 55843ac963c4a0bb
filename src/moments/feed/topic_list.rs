//! The moments with a topic in their text.

use leptos::prelude::*;
use life_circle_wire::moments::ListTopic;
use life_circle_wire::{PageQuery, Topic};

use super::FeedEntry;
use crate::data::api::{ListState, use_api};
use crate::data::pager::{Pager, PagerEnd};
use crate::kit::EmptyState;
use crate::moments::card::MomentCard;
use crate::moments::store::use_entities;
use crate::reactive::{Show, derive, for_each};
use crate::text::Text;
use crate::text::parts::say_with;

/// The moments with this topic, the newest first.
#[component]
pub fn MomentsOfTopic(
    /// The topic to look for.
    topic: Topic,
) -> impl IntoView {
    let api = use_api();
    let entities = use_entities();
    let topic = StoredValue::new(topic);
    let moments = Pager::new(move |cursor| async move {
        let asked_at = entities.stamp();
        let page = api
            .read::<ListTopic>(&topic.get_value(), &PageQuery::at(cursor))
            .await?;
        let entry = |moment| FeedEntry {
            id: entities.put(moment, asked_at),
            arrival: 0,
        };
        Ok((page.items.into_iter().map(entry).collect(), page.next))
    });
    moments.refresh();
    let is_empty =
        derive(move || moments.state.get() == ListState::End && moments.items.with(Vec::is_empty));
    view! {
        <div class="moment-list">
            {for_each(
                move || moments.items.get(),
                |entry| entry.id.to_string(),
                |entry| view! { <MomentCard id=entry.id /> }.into_any(),
            )}
        </div>
        <Show when=is_empty>
            <EmptyState icon="sprout" title=say_with(|text| text.lists.topic_empty.to_owned()) />
        </Show>
        <PagerEnd
            state=moments.state
            load_more=Callback::new(move |()| moments.load_more())
            end=derive(move || {
                (!is_empty.get())
                    .then_some(
                        (|text| text.common.end_of_list) as fn(&'static Text) -> &'static str,
                    )
            })
        />
    }
}
