//! The moments of my feed with a topic.

use leptos::prelude::*;
use life_circle_wire::Topic;

use super::InnerScreen;
use crate::erased::derive;
use crate::features::moments::MomentsOfTopic;
use crate::routes::Route;

/// `/topics/:topic`
#[component]
pub fn TopicScreen(
    /// Which.
    topic: Topic,
) -> impl IntoView {
    let name = format!("#{}#", topic.as_str());
    view! {
        <InnerScreen title=derive(move || name.clone()) otherwise=Route::Circle>
            <MomentsOfTopic topic />
        </InnerScreen>
    }
}
