//! Long lists are drawn a few rows at a time: many at once would keep the page from answering.

use leptos::prelude::*;

use crate::reactive::effect;
use crate::routing::navigator::{Arrival, use_navigator};

/// How many rows of a list to draw: `first` at once, and `slice` more in each frame until all are
/// drawn. On a screen that is as it was left, all are drawn at once: the reader may be far down.
pub fn use_drawn(
    count: impl Fn() -> usize + 'static,
    first: usize,
    slice: usize,
) -> RwSignal<usize> {
    let begins_at_top = use_navigator().arrival() == Arrival::Forward;
    let drawn = RwSignal::new(if begins_at_top { first } else { usize::MAX });
    effect(move || {
        // A slice more than there is: a new row at the top pushes none out at the end.
        if drawn.get() < count().saturating_add(slice) {
            request_animation_frame(move || {
                // The screen may be gone by then.
                drawn
                    .try_update(|drawn| *drawn += slice)
                    .unwrap_or_default();
            });
        }
    });
    drawn
}
