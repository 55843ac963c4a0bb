//! The Life Circle: my cover, then the feed.

use leptos::prelude::*;

use super::feed_list::FeedList;
use super::lists::use_lists;
use crate::data::api::ListState;
use crate::data::session::use_session;
use crate::moments::compose::SharePrompt;
use crate::people::{Avatar, AvatarSize, CoverPicture};
use crate::reactive::react;
use crate::routing::navigator::{Arrival, use_navigator};
use crate::shell::{Arrivals, use_title};
use crate::text::say;

/// The screen at `/circle`.
#[component]
pub fn CircleScreen() -> impl IntoView {
    let lists = use_lists();
    if lists.feed.is_out_of_date() || use_navigator().arrival() == Arrival::Forward {
        lists.feed.refresh();
    }
    react(move || {
        if matches!(lists.feed.state.get(), ListState::More | ListState::End) {
            lists.clear_dot();
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
        view! {
            <p class="cover-name">{me.person.display_name.clone()}</p>
            <Avatar person=me.person size=AvatarSize::Large />
        }
    });
    view! {
        <header class="cover">
            {picture} <h1>{say(|text| text.common.circle)}</h1> <div class="cover-me">{me}</div>
        </header>
    }
}
