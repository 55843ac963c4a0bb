//! Home: share something, see who answered me and what friends did; shortcuts last.

use leptos::prelude::*;
use life_circle_wire::requests::Direction;

use super::use_title;
use crate::features::friends::RequestList;
use crate::features::moments::{ActivityList, NewestMoments, SharePrompt};
use crate::routes::{Arrival, Route, use_navigator};
use crate::state::feed::use_lists;
use crate::text::say;
use crate::ui::Icon;

/// `/`
#[component]
pub fn HomeScreen() -> impl IntoView {
    let feed = use_lists().feed;
    if feed.is_fresh() || use_navigator().arrival() == Arrival::Forward {
        feed.refresh();
    }
    use_title(|text| text.home.to_owned());
    view! {
        <div class="columns">
            <div class="column">
                <h1 class="visually-hidden">{say(|text| text.home)}</h1>
                <SharePrompt />
                <div class="narrow-only"><ActivityList /></div>
                <NewestMoments />
                <section class="card shortcuts" aria-labelledby="shortcuts-heading">
                    <h2 id="shortcuts-heading" class="visually-hidden">{say(|text| text.shortcuts)}</h2>
                    <a class="shortcut" href=Route::Friends.path()><Icon name="user-plus" /><span>{say(|text| text.add_friend)}</span></a>
                    <a class="shortcut" href=Route::Circle.path()><Icon name="circle-dot-dashed" /><span>{say(|text| text.circle)}</span></a>
                    <a class="shortcut" href=Route::Me.path()><Icon name="images" /><span>{say(|text| text.my_moments)}</span></a>
                </section>
            </div>
            <SideColumn />
        </div>
    }
}

/// What stands beside the screen where there is room.
#[component]
fn SideColumn() -> impl IntoView {
    view! {
        <aside class="side-column wide-only">
            <RequestList direction=Direction::Incoming />
            <ActivityList />
            <p class="promise">{say(|text| text.promise_chronological)}</p>
        </aside>
    }
}
