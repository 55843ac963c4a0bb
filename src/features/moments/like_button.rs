//! The heart.

use leptos::prelude::*;
use life_circle_wire::MomentId;

use crate::state::entities::use_entities;
use crate::state::likes::use_liking;
use crate::text::{derive, say_with};
use crate::ui::Icon;

/// Likes a moment, or takes the like back.
#[component]
pub fn LikeButton(
    /// Which moment.
    id: MomentId,
) -> impl IntoView {
    let liking = use_liking();
    let moment = use_entities().get(id).map(|entity| entity.moment);
    let is_mine = Memo::new(move |_| moment.as_ref().is_some_and(|moment| moment.with(|moment| moment.likes.is_mine)));
    view! {
        <button
            type="button"
            class="action-button like-button"
            aria-pressed=derive(move || is_mine.get().to_string())
            on:click=move |_| liking.toggle(id)
        >
            <Icon name="heart" />
            <span>{say_with(move |text| if is_mine.get() { text.liked } else { text.like })}</span>
        </button>
    }
}
