//! One person's moments.

use leptos::prelude::*;
use life_circle_wire::Handle;

use super::albums::use_albums;
use crate::data::api::ListState;
use crate::data::pager::PagerEnd;
use crate::kit::EmptyState;
use crate::moments::card::MomentCard;
use crate::reactive::{Show, derive, for_each};
use crate::routing::navigator::{Arrival, use_navigator};
use crate::text::Text;

/// A person's moments that the reader can see, the newest first.
#[component]
pub fn Album(
    /// The handle of the person whose moments to show.
    handle: Handle,
    /// The message if there are no moments.
    #[prop(into)]
    empty: Signal<String>,
) -> impl IntoView {
    let album = use_albums().of(&handle);
    if album.is_out_of_date() || use_navigator().arrival() == Arrival::Forward {
        album.refresh();
    }
    let is_empty = move || album.state.get() == ListState::End && album.items.with(Vec::is_empty);
    let has_rows = derive(move || album.items.with(|ids| !ids.is_empty()));
    view! {
        <div class="moment-list">
            {for_each(
                move || album.items.get(),
                |entry| entry.id.to_string(),
                |entry| view! { <MomentCard id=entry.id /> }.into_any(),
            )}
        </div>
        <Show when=derive(is_empty)>
            <EmptyState icon="images" title=empty />
        </Show>
        <PagerEnd
            state=album.state
            load_more=Callback::new(move |()| album.load_more())
            end=derive(move || {
                has_rows
                    .get()
                    .then_some(
                        (|text| text.common.end_of_list) as fn(&'static Text) -> &'static str,
                    )
            })
        />
    }
}
