//! The screen that a link from somebody opens: becoming friends.

use leptos::prelude::*;

use super::link_target::LinkAccept;
use crate::routing::Route;
use crate::shell::InnerScreen;
use crate::text::parts::say_with;

/// The screen at `/link` for somebody who is signed in.
#[component]
pub fn LinkScreen() -> impl IntoView {
    view! {
        <InnerScreen
            title=say_with(|text| text.links.link_title.to_owned())
            otherwise=Route::Friends
        >
            <section class="card">
                <LinkAccept />
            </section>
        </InnerScreen>
    }
}
