//! Friends: search, the Life Circle, requests, and everybody from A to Z.

use leptos::prelude::*;
use life_circle_wire::requests::Direction;

use crate::moments::feed::CircleEntry;
use crate::people::finding::{PeopleSearch, SuggestionList};
use crate::people::friends::{Entry, FriendList};
use crate::people::requests::{RequestList, use_requests};
use crate::people::roster::use_roster;
use crate::routing::Route;
use crate::routing::navigator::{Arrival, use_navigator};
use crate::shell::use_title;
use crate::text::parts::say;

/// The screen at `/friends`.
#[component]
pub fn FriendsScreen() -> impl IntoView {
    let words = use_roster().search;
    if use_navigator().arrival() == Arrival::Forward {
        words.set(String::new());
    }
    let incoming = use_requests(Direction::Incoming);
    let outgoing = use_requests(Direction::Outgoing);
    use_title(|text| text.common.friends.to_owned());
    view! {
        <div class="column friends-screen">
            <h1 class="screen-title">{say(|text| text.common.friends)}</h1>
            <PeopleSearch words />
            // Hide the rest during a search.
            <div hidden=move || words.with(|words| !words.trim().is_empty())>
                <div class="card entries">
                    <CircleEntry />
                    <Entry
                        route=Route::AddFriend
                        icon="user-plus"
                        label=|text| text.people.add_friends
                    />
                    <Entry route=Route::Tags icon="hash" label=|text| text.tags.tags />
                </div>
                <RequestList direction=Direction::Incoming requests=incoming />
                <RequestList direction=Direction::Outgoing requests=outgoing />
                <SuggestionList />
                <FriendList />
            </div>
        </div>
    }
}
