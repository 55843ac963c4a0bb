//! What a search has found.

use leptos::prelude::*;
use life_circle_wire::NoArgument;
use life_circle_wire::search::{MomentSearch, SearchMoments};

use super::kept_moments::search_kept;
use super::marks::marked;
use crate::data::api::connection::BACK;
use crate::data::api::{ApiError, use_api};
use crate::data::pager::Pager;
use crate::kit::{EmptyState, Icon};
use crate::moments::card::TextMarker;
use crate::moments::feed::{FeedEntry, MomentList};
use crate::moments::store::use_moments;
use crate::reactive::{Show, on_window_event};
use crate::text::parts::{say, say_with};

/// The moments found, the newest first, with the words marked in them.
#[component]
pub fn FoundList(
    /// What to search for.
    search: MomentSearch,
) -> impl IntoView {
    let api = use_api();
    let known = use_moments();
    let words = StoredValue::new(search.q.clone());
    provide_context(TextMarker(Callback::new(move |text: String| {
        words.with_value(|words| marked(&text, words))
    })));
    let search = StoredValue::new(search);
    let is_cut_off = RwSignal::new(false);
    let found = Pager::new(move |cursor| async move {
        let asked_at = known.stamp();
        let search = MomentSearch {
            cursor,
            ..search.get_value()
        };
        let answer = api.read::<SearchMoments>(&NoArgument, &search).await;
        let is_first = search.cursor.is_none();
        let is_offline = is_first && matches!(answer, Err(ApiError::Offline));
        if is_first {
            is_cut_off.try_set(is_offline);
        }
        let (ids, next) = if is_offline {
            (search_kept(api, known, &search).await, None)
        } else {
            let page = answer?;
            let take = |moment| known.take(moment, asked_at);
            (page.items.into_iter().map(take).collect(), page.next)
        };
        let entry = |id| FeedEntry { id, is_new: false };
        Ok((ids.into_iter().map(entry).collect(), next))
    });
    found.refresh();
    on_window_event(BACK, move || {
        if is_cut_off.get_untracked() {
            found.refresh();
        }
    });
    let empty = || {
        let title = say_with(|text| text.moment_search.nothing_found.to_owned());
        view! {
            <div role="status">
                <EmptyState icon="search-x" title />
            </div>
        }
    };
    view! {
        <Show when=is_cut_off>
            <p class="as-of" role="status">
                <Icon name="cloud-off" />
                {say(|text| text.moment_search.only_kept)}
            </p>
        </Show>
        <MomentList
            entries=found.items
            pages=found.pages()
            empty
            end=Some(|text| text.common.end_of_list)
        />
    }
}
