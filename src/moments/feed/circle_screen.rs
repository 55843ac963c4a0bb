//! The Life Circle: my cover, then the feed.

use leptos::prelude::*;

use super::Arrivals;
use super::cover_picture::CoverPicture;
use super::feed_list::FeedList;
use super::use_feed;
use crate::data::pager::ListState;
use crate::data::people::use_people;
use crate::data::session::use_session;
use crate::data::waiting::use_waiting;
use crate::kit::Icon;
use crate::moments::compose::SharePrompt;
use crate::people::{Avatar, AvatarSize};
use crate::reactive::effect;
use crate::routing::Route;
use crate::shell::{refresh_on_arrival, use_title};
use crate::text::say;

/// The screen at `/circle`.
#[component]
pub fn CircleScreen() -> impl IntoView {
    let feed = use_feed();
    let waiting = use_waiting();
    refresh_on_arrival(feed.entries);
    effect(move || {
        if matches!(feed.entries.state.get(), ListState::More | ListState::End) {
            waiting.clear_unseen();
        }
    });
    use_title(|text| text.common.circle.to_owned());
    view! {
        <div class="column">
            <Cover />
            <SharePrompt />
            <Arrivals />
            <FeedList />
        </div>
    }
}

#[component]
fn Cover() -> impl IntoView {
    let me = use_session().me();
    let picture = me
        .as_ref()
        .and_then(|me| me.cover)
        .map(|id| view! { <CoverPicture id /> });
    let me = me.map(|me| {
        let name = use_people().name(&me.person);
        view! {
            <p class="cover-name">{name}</p>
            <Avatar person=me.person size=AvatarSize::Large />
        }
    });
    view! {
        <header class="cover">
            {picture} <h1>{say(|text| text.common.circle)}</h1>
            <a
                class="cover-search icon-button"
                href=Route::Search.path()
                aria-label=say(|text| text.common.search)
            >
                <Icon name="search" />
            </a> <div class="cover-me">{me}</div>
        </header>
    }
}
