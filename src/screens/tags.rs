//! My tags.

use leptos::prelude::*;

use super::InnerScreen;
use crate::features::friends::TagList;
use crate::routes::Route;
use crate::text::later::say_with;

/// `/friends/tags`
#[component]
pub fn TagsScreen() -> impl IntoView {
    view! { <InnerScreen title=say_with(|text| text.tags.to_owned()) otherwise=Route::Friends><TagList /></InnerScreen> }
}
