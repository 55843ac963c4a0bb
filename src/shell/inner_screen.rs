//! A screen that another one leads to.

use leptos::prelude::*;

use super::back_button::BackButton;
use super::title::use_title;
use crate::routing::Route;

/// The way back and a heading, the tab's title too, above what the screen shows.
#[component]
pub fn InnerScreen(
    /// What it is called.
    title: Signal<String>,
    /// Where the way back leads if nothing of this page stands behind.
    otherwise: Route,
    children: Children,
) -> impl IntoView {
    use_title(move |_| title.get());
    view! {
        <div class="column">
            <header class="screen-head">
                <BackButton otherwise />
                <h1 dir="auto">{title}</h1>
            </header>
            {children()}
        </div>
    }
}
