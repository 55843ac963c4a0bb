//! Home: share something, see who reacted and what friends did; shortcuts last.

use leptos::prelude::*;

use crate::data::session::use_session;
use crate::data::waiting::use_waiting;
use crate::inbox::WaitingCard;
use crate::kit::{Icon, use_is_wide};
use crate::moments::compose::SharePrompt;
use crate::moments::feed::{Arrivals, NewestMoments, use_feed};
use crate::reactive::{Show, derive};
use crate::routing::Route;
use crate::shell::parts::{LaterScreen, Part, use_is_ahead};
use crate::shell::{refresh_on_arrival, use_title};
use crate::text::say;

/// The screen at `/`.
#[component]
pub fn HomeScreen() -> impl IntoView {
    let feed = use_feed();
    let waiting = use_waiting();
    let is_wide = use_is_wide();
    let is_ahead = use_is_ahead();
    refresh_on_arrival(feed.entries);
    use_title(|text| text.common.home.to_owned());
    // On a phone, `WaitingCard` is above the moments. Both are drawn only when the status is known,
    // so that nothing moves.
    let is_settled = derive(move || is_wide.get() || waiting.status.with(Option::is_some));
    let feed_was_read = feed.was_read();
    let suggestions = move || {
        view! { <Show when=is_ahead>{Part::Screens(LaterScreen::Suggestions).show()}</Show> }
    };
    view! {
        <div class="columns">
            <div class="column">
                <h1 class="visually-hidden">{say(|text| text.common.home)}</h1>
                <SharePrompt />
                <Show when=derive(move || !is_wide.get() && is_settled.get())>
                    <WaitingCard />
                </Show>
                <Arrivals />
                <Show when=is_settled>
                    <NewestMoments />
                </Show>
                <Show when=derive(move || !is_wide.get())>{suggestions()}</Show>
                <Show when=derive(move || is_settled.get() && feed_was_read.get())>
                    <Shortcuts />
                </Show>
            </div>
            <Show when=is_wide>
                <aside class="side-column">
                    <WaitingCard />
                    <p class="promise">{say(|text| text.common.promise_chronological)}</p>
                    {suggestions()}
                </aside>
            </Show>
        </div>
    }
}

/// Links to other screens, after the moments. They appear when the feed has loaded or failed.
#[component]
fn Shortcuts() -> impl IntoView {
    let my_album = use_session()
        .me()
        .map_or(Route::Me, |me| Route::Person(me.person.handle));
    view! {
        <section class="card shortcuts" aria-labelledby="shortcuts-heading">
            <h2 id="shortcuts-heading" class="visually-hidden">
                {say(|text| text.shell.shortcuts)}
            </h2>
            <a class="shortcut" href=Route::Friends.path()>
                <Icon name="user-plus" />
                <span>{say(|text| text.common.add_friend)}</span>
            </a>
            <a class="shortcut" href=Route::Circle.path()>
                <Icon name="circle-dot-dashed" />
                <span>{say(|text| text.common.circle)}</span>
            </a>
            <a class="shortcut" href=my_album.path()>
                <Icon name="images" />
                <span>{say(|text| text.common.my_moments)}</span>
            </a>
        </section>
    }
}
