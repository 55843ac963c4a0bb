//! A link that makes friends, opened.

use leptos::prelude::*;

use super::InnerScreen;
use crate::features::links::LinkAccept;
use crate::routes::Route;
use crate::text::later::say_with;

/// `/link`
#[component]
pub fn LinkScreen() -> impl IntoView {
    view! {
        <InnerScreen title=say_with(|text| text.link_title.to_owned()) otherwise=Route::Friends>
            <section class="card"><LinkAccept /></section>
        </InnerScreen>
    }
}
