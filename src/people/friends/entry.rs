//! A row on the Friends screen that leads to another screen.

use leptos::prelude::*;

use crate::kit::Icon;
use crate::routing::Route;
use crate::text::parts::{PartsText, say};

/// A row with an icon and a label that leads to another screen.
#[component]
pub fn Entry(
    /// The screen that the row leads to.
    route: Route,
    /// The name of its icon.
    icon: &'static str,
    /// The label of the row.
    label: fn(&'static PartsText) -> &'static str,
) -> impl IntoView {
    view! {
        <a class="row entry" href=route.path()>
            <span class="entry-icon">
                <Icon name=icon />
            </span>
            <p class="row-text row-title">{say(label)}</p>
            <Icon name="chevron-right" />
        </a>
    }
}
