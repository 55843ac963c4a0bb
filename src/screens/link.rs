//! A link that makes friends, opened.

use leptos::prelude::*;

use super::{BackButton, use_title};
use crate::features::links::LinkAccept;
use crate::routes::Route;
use crate::text::later::say;

/// `/link`
#[component]
pub fn LinkScreen() -> impl IntoView {
    let title = say(|text| text.link_title);
    use_title(move |_| title.get().to_owned());
    view! {
        <div class="column">
            <header class="screen-head">
                <BackButton otherwise=Route::Friends />
                <h1>{title}</h1>
            </header>
            <section class="card"><LinkAccept /></section>
        </div>
    }
}
