//! The screen with the people I have blocked.

use leptos::prelude::*;

use super::blocked_list::BlockedList;
use crate::routing::Route;
use crate::shell::InnerScreen;
use crate::text::parts::say_with;

/// The screen at `/me/blocked`.
#[component]
pub fn BlockedScreen() -> impl IntoView {
    view! {
        <InnerScreen
            title=say_with(|text| text.people.blocked_people.to_owned())
            otherwise=Route::Me
        >
            <section class="card">
                <BlockedList />
            </section>
        </InnerScreen>
    }
}
