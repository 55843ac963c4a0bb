//! Long lists are drawn a few rows at a time: many at once would keep the page from answering.

use leptos::prelude::*;

use crate::reactive::effect;
use crate::routing::navigator::{Arrival, use_navigator};

/// Rows don't wait if less than this is left below the top of the screen, in pixels: more than two
/// screens of a phone.
const LEFT_LEAST: i32 = 2500;

/// How many rows of a list to draw: `first` at once, then `slice` more, again and again, until all
/// are drawn: in each frame at the top of the page, in every second one further down. While the
/// page is being scrolled they wait, as long as there is enough to scroll. On a screen that is as
/// it was left, all are drawn at once: the reader may be far down.
pub fn use_drawn(
    count: impl Fn() -> usize + 'static,
    first: usize,
    slice: usize,
) -> RwSignal<usize> {
    let begins_at_top = use_navigator().arrival() == Arrival::Forward;
    let drawn = RwSignal::new(if begins_at_top { first } else { usize::MAX });
    let is_due = StoredValue::new(false);
    effect(move || {
        // A slice more than there is: a new row at the top pushes none out at the end.
        if drawn.get() < count().saturating_add(slice) && !is_due.get_value() {
            is_due.set_value(true);
            draw_at_rest(drawn, slice, is_due, 0);
        }
    });
    drawn
}

/// Draws a slice in the next frame in which the page stands where it did: `place`.
fn draw_at_rest(drawn: RwSignal<usize>, slice: usize, is_due: StoredValue<bool>, place: i32) {
    request_animation_frame(move || {
        let Some(page) = document().document_element() else {
            return;
        };
        let now = page.scroll_top();
        if now == place || page.scroll_height() - now < LEFT_LEAST {
            // The screen may be gone by then.
            is_due.try_set_value(false);
            drawn
                .try_update(|drawn| *drawn += slice)
                .unwrap_or_default();
        } else {
            draw_at_rest(drawn, slice, is_due, now);
        }
    });
}
