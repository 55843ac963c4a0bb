//! The list of all people who like a moment and whom the reader may see.

use leptos::prelude::*;
use life_circle_wire::moments::{Likes, ListLikes};
use life_circle_wire::{MomentId, PageQuery};

use crate::data::api::use_api;
use crate::data::pager::Pager;
use crate::kit::Dialog;
use crate::moments::store::use_moments;
use crate::people::finding::PeopleList;
use crate::reactive::{Show, derive, on_click};
use crate::text::parts::{say, say_with};

/// A button that opens the list of all likers. Hidden if the moment already names all of them.
#[component]
pub fn AllLikers(
    /// The moment whose likers to show.
    moment: MomentId,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let count = use_moments().follow(moment, |moment| count_if_cut(&moment.likes));
    let title = say_with(move |text| (text.moments.like_count)(count.get()));
    view! {
        <Show when=derive(move || count.get() > 0)>
            <button
                type="button"
                class="button"
                data-kind="quiet"
                on:click=on_click(move || is_open.set(true))
            >
                {say(|text| text.actions.see_all)}
                " "
                {title}
            </button>
        </Show>
        <Dialog is_open title>
            <LikerList moment />
        </Dialog>
    }
}

/// The number of likes, or 0 if the moment names all likers.
fn count_if_cut(likes: &Likes) -> u32 {
    if likes.count as usize > likes.people.len() {
        likes.count
    } else {
        0
    }
}

/// The people who like the moment, the earliest like first.
#[component]
fn LikerList(
    /// The moment whose likes to show.
    moment: MomentId,
) -> impl IntoView {
    let api = use_api();
    let likers = Pager::kept(move |cursor, source| async move {
        let page = api
            .read_from::<ListLikes>(source, &moment, &PageQuery::at(cursor))
            .await?;
        Ok((page.items, page.next))
    });
    likers.refresh();
    view! { <PeopleList people=likers /> }
}
