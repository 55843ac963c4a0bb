//! The moments of my feed with a topic.

use leptos::prelude::*;
use life_circle_wire::Topic;

use super::topic_list::MomentsOfTopic;
use crate::reactive::derive;
use crate::routing::Route;
use crate::shell::InnerScreen;

/// The screen at `/topics/:topic`.
#[component]
pub fn TopicScreen(
    /// The topic to show.
    topic: Topic,
) -> impl IntoView {
    let name = format!("#{}#", topic.as_str());
    view! {
        <InnerScreen title=derive(move || name.clone()) otherwise=Route::Circle>
            <MomentsOfTopic topic />
        </InnerScreen>
    }
}
