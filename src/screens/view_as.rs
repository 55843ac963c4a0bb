//! My moments as a friend sees them.

use leptos::prelude::*;
use life_circle_wire::Handle;

use super::InnerScreen;
use crate::features::moments::AlbumAsSeen;
use crate::routes::Route;
use crate::text::later::{say, say_with};

/// `/view-as/:handle`
#[component]
pub fn ViewAsScreen(
    /// By whom.
    handle: Handle,
) -> impl IntoView {
    let by = handle.to_string();
    let title = say_with(move |text| (text.as_seen_by)(&by));
    view! {
        <InnerScreen title=title otherwise=Route::Person(handle.clone())>
            <p class="section-heading">{say(|text| text.as_seen_hint)}</p>
            <AlbumAsSeen handle />
        </InnerScreen>
    }
}
