//! A path that leads nowhere.

use leptos::prelude::*;

use super::title::use_title;
use crate::kit::EmptyState;
use crate::routing::Route;
use crate::text::{say, say_with};

/// The screen for a path that matches no route.
#[component]
pub fn NotFoundScreen() -> impl IntoView {
    use_title(|text| text.common.not_found_title.to_owned());
    view! {
        <div class="column">
            <h1 class="visually-hidden">{say(|text| text.common.not_found_title)}</h1>
            <EmptyState
                icon="compass"
                title=say_with(|text| text.common.not_found_title.to_owned())
                message=say_with(|text| text.common.not_found_message.to_owned())
            >
                <a class="button" href=Route::Home.path()>
                    {say(|text| text.shell.go_home)}
                </a>
            </EmptyState>
        </div>
    }
}
