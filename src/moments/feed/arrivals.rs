//! Where the pill with newly arrived moments is shown.

use leptos::prelude::*;

use super::use_feed;
use crate::reactive::{Show, derive};
use crate::shell::parts::Part;

/// The pill with the moments that arrived since the feed was read; nothing if none arrived.
#[component]
pub fn Arrivals() -> impl IntoView {
    let arrived = use_feed().arrived;
    let has_arrived = derive(move || arrived.with(|arrived| !arrived.is_empty()));
    view! { <Show when=has_arrived>{Part::Pill.show()}</Show> }
}
