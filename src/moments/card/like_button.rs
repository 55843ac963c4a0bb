//! The button that likes a moment.

use leptos::prelude::*;
use life_circle_wire::MomentId;

use crate::kit::Icon;
use crate::moments::likes::use_liking;
use crate::moments::store::use_moments;
use crate::reactive::{derive, on_click};
use crate::text::say_with;

/// Likes a moment, or takes the like back.
#[component]
pub fn LikeButton(
    /// The moment to like.
    id: MomentId,
) -> impl IntoView {
    let liking = use_liking();
    let is_mine = use_moments().follow(id, |moment| moment.likes.is_mine);
    view! {
        <button
            type="button"
            class="action-button like-button"
            aria-pressed=derive(move || is_mine.get().to_string())
            on:click=on_click(move || liking.toggle(id))
        >
            <Icon name="heart" />
            <span>
                {say_with(move |text| {
                    if is_mine.get() { text.moments.liked } else { text.moments.like }
                })}
            </span>
        </button>
    }
}
