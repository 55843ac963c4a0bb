//! The layout of a screen that another screen leads to.

use leptos::prelude::*;

use super::back_button::BackButton;
use super::title::use_title;
use crate::routing::Route;

/// A Back button and a heading above the content. The heading is also the title of the browser's
/// tab.
#[component]
pub fn InnerScreen(
    /// The heading, also used as the tab's title.
    title: Signal<String>,
    /// The route that the Back button opens if the history has no earlier screen of this app.
    otherwise: Route,
    /// The content below the heading.
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
