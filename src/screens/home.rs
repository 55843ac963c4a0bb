//! Home: share something, see who answered me and what friends did; shortcuts last.

use leptos::prelude::*;
use life_circle_wire::requests::Direction;

use super::use_title;
use crate::erased::derive;
use crate::features::friends::{RequestList, use_requests};
use crate::features::moments::{ActivityList, NewestMoments, SharePrompt, use_activity};
use crate::routes::{Arrival, Route, use_navigator};
use crate::state::feed::use_lists;
use crate::state::load::Load;
use crate::state::session::use_session;
use crate::text::say;
use crate::ui::{Icon, When, use_is_wide};

/// `/`
#[component]
pub fn HomeScreen() -> impl IntoView {
    let feed = use_lists().feed;
    if feed.is_fresh() || use_navigator().arrival() == Arrival::Forward {
        feed.refresh();
    }
    use_title(|text| text.home.to_owned());
    // Who asks and answers me stands above the moments on a phone: all is drawn when all is there, so that nothing moves.
    let (requests, activity, is_wide) = (use_requests(Direction::Incoming), use_activity(), use_is_wide());
    let feed_was_read = use_lists().feed_was_read();
    let is_settled =
        derive(move || is_wide.get() || (activity.get() != Load::Loading && requests.get() != Load::Loading));
    let asked_and_answered = move || {
        view! {
            <RequestList direction=Direction::Incoming requests />
            <ActivityList activity />
        }
    };
    view! {
        <div class="columns">
            <div class="column">
                <h1 class="visually-hidden">{say(|text| text.home)}</h1>
                <SharePrompt />
                <When is=derive(move || !is_wide.get() && is_settled.get())>{asked_and_answered()}</When>
                <When is=is_settled><NewestMoments /></When>
                <When is=derive(move || is_settled.get() && feed_was_read.get())><Shortcuts /></When>
            </div>
            <When is=is_wide>
                <aside class="side-column">
                    {asked_and_answered()}
                    <p class="promise">{say(|text| text.promise_chronological)}</p>
                </aside>
            </When>
        </div>
    }
}

/// The ways to functions: they stand behind what friends did, and come with it.
#[component]
fn Shortcuts() -> impl IntoView {
    let my_album = use_session().me().map_or(Route::Me, |me| Route::Person(me.person.handle));
    view! {
        <section class="card shortcuts" aria-labelledby="shortcuts-heading">
            <h2 id="shortcuts-heading" class="visually-hidden">{say(|text| text.shortcuts)}</h2>
            <a class="shortcut" href=Route::Friends.path()><Icon name="user-plus" /><span>{say(|text| text.add_friend)}</span></a>
            <a class="shortcut" href=Route::Circle.path()><Icon name="circle-dot-dashed" /><span>{say(|text| text.circle)}</span></a>
            <a class="shortcut" href=my_album.path()><Icon name="images" /><span>{say(|text| text.my_moments)}</span></a>
        </section>
    }
}
