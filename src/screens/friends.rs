//! Friends: search, the Life Circle, requests, and everybody from A to Z.

use leptos::prelude::*;
use life_circle_wire::requests::Direction;

use super::use_title;
use crate::features::friends::{
    CircleEntry, Entry, FriendList, PeopleSearch, RequestList, SuggestionList, use_requests,
};
use crate::routes::{Arrival, Route, use_navigator};
use crate::state::feed::use_lists;
use crate::text::later::say;

/// `/friends`
#[component]
pub fn FriendsScreen() -> impl IntoView {
    let words = use_lists().friend_search;
    if use_navigator().arrival() == Arrival::Forward {
        words.set(String::new());
    }
    let (incoming, outgoing) = (
        use_requests(Direction::Incoming),
        use_requests(Direction::Outgoing),
    );
    use_title(|text| text.friends.to_owned());
    view! {
        <div class="column friends-screen">
            <h1 class="screen-title">{say(|text| text.friends)}</h1>
            <PeopleSearch words />
            // While somebody is looked for, the rest would only be in the way.
            <div hidden=move || words.with(|words| !words.trim().is_empty())>
                <div class="card entries">
                    <CircleEntry />
                    <Entry route=Route::AddFriend icon="user-plus" label=|text| text.add_friends />
                    <Entry route=Route::Tags icon="hash" label=|text| text.tags />
                </div>
                <RequestList direction=Direction::Incoming requests=incoming />
                <RequestList direction=Direction::Outgoing requests=outgoing />
                <SuggestionList />
                <FriendList />
            </div>
        </div>
    }
}
