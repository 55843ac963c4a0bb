//! The moments of my feed with a topic.

use leptos::prelude::*;
use life_circle_wire::Topic;

use super::{BackButton, use_title};
use crate::features::moments::MomentsOfTopic;
use crate::routes::Route;

/// `/topics/:topic`
#[component]
pub fn TopicScreen(
    /// Which.
    topic: Topic,
) -> impl IntoView {
    let name = format!("#{}#", topic.as_str());
    let title = name.clone();
    use_title(move |_| title.clone());
    view! {
        <div class="column">
            <header class="screen-head">
                <BackButton otherwise=Route::Circle />
                <h1 dir="auto">{name}</h1>
            </header>
            <MomentsOfTopic topic />
        </div>
    }
}
