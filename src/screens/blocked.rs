//! Whom I block.

use leptos::prelude::*;

use super::{BackButton, use_title};
use crate::features::friends::BlockedList;
use crate::routes::Route;
use crate::text::later::say;

/// `/me/blocked`
#[component]
pub fn BlockedScreen() -> impl IntoView {
    let title = say(|text| text.blocked_people);
    use_title(move |_| title.get().to_owned());
    view! {
        <div class="column">
            <header class="screen-head">
                <BackButton otherwise=Route::Me />
                <h1>{title}</h1>
            </header>
            <section class="card"><BlockedList /></section>
        </div>
    }
}
