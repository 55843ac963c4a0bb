//! The screen that lists my tags.

use leptos::prelude::*;

use super::tag_list::TagList;
use crate::routing::Route;
use crate::shell::InnerScreen;
use crate::text::parts::say_with;

/// The screen at `/friends/tags`.
#[component]
pub fn TagsScreen() -> impl IntoView {
    view! {
        <InnerScreen title=say_with(|text| text.tags.tags.to_owned()) otherwise=Route::Friends>
            <TagList />
        </InnerScreen>
    }
}
