//! My tags.

use leptos::prelude::*;

use super::{BackButton, use_title};
use crate::features::friends::TagList;
use crate::routes::Route;
use crate::text::later::say;

/// `/friends/tags`
#[component]
pub fn TagsScreen() -> impl IntoView {
    let title = say(|text| text.tags);
    use_title(move |_| title.get().to_owned());
    view! {
        <div class="column">
            <header class="screen-head">
                <BackButton otherwise=Route::Friends />
                <h1>{title}</h1>
            </header>
            <TagList />
        </div>
    }
}
