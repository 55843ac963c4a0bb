//! A way from Friends to another screen.

use leptos::prelude::*;

use crate::kit::Icon;
use crate::routing::Route;
use crate::text::later::{LaterText, say};

/// A row that leads there.
#[component]
pub fn Entry(
    /// Where to.
    route: Route,
    /// The name of its icon.
    icon: &'static str,
    /// What is there.
    label: fn(&'static LaterText) -> &'static str,
) -> impl IntoView {
    view! {
        <a class="row circle-entry" href=route.path()>
            <span class="circle-entry-icon"><Icon name=icon /></span>
            <p class="row-text row-title">{say(label)}</p>
            <Icon name="chevron-right" />
        </a>
    }
}
