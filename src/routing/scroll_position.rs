//! Saves the scroll position in its entry of the browser's history, and restores it after Back,
//! Forward and a reload.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

/// The attribute of elements that a scroll position can be saved by.
const ANCHOR: &str = "data-anchor";

/// For how many frames to look for the saved element: its screen may have to load first.
const RESTORE_FRAMES: u32 = 180;
/// For how many frames in a row the element must stand in its place: content above it may still
/// change its height, and the page may still be too short below it.
const SETTLE_FRAMES: u32 = 6;

/// How long the reader must rest before the position is saved: browsers bound how often an entry is
/// written.
const REST: Duration = Duration::from_millis(400);
/// The state of an entry that belongs to something over a screen.
const LAYER: &str = "layer";

thread_local! {
    /// Whether the reader has scrolled, or pressed something, since the browser's last Back.
    static HAS_MOVED: Cell<bool> = const { Cell::new(false) };
}

/// Starts to note when the reader scrolls or presses something, and saves where they come to rest:
/// Back and Forward don't ask before they leave an entry.
pub(super) fn notice_scrolling() {
    let moves = ["wheel", "touchmove", "pointerdown", "keydown"]
        .map(|event| window_event_listener_untyped(event, |_| HAS_MOVED.set(true)));
    let rest = StoredValue::new(0);
    let scrolls = window_event_listener_untyped("scroll", move |_| {
        let number = rest.get_value() + 1;
        rest.set_value(number);
        let rested = move || {
            if rest.try_get_value() == Some(number) {
                save_position();
            }
        };
        set_timeout(rested, REST);
    });
    on_cleanup(move || {
        moves.into_iter().for_each(WindowListenerHandle::remove);
        scrolls.remove();
    });
}

/// The state of an entry of something that lies over a screen.
pub(super) fn layer_state() -> JsValue {
    LAYER.into()
}

/// Whether an entry belongs to something over a screen.
pub(super) fn is_of_layer(state: &JsValue) -> bool {
    *state == LAYER
}

/// Saves the position in the history entry, unless something lies over the screen.
pub(super) fn save_position() {
    let Ok(history) = window().history() else {
        return;
    };
    if history.state().is_ok_and(|state| is_of_layer(&state)) {
        return;
    }
    history.replace_state(&position(), "").ok();
}

/// The element that is the first on the screen, and its distance from the top of the screen, as a
/// text; `null` at the top.
pub(super) fn position() -> JsValue {
    if window().scroll_y().unwrap_or(0.0) < 1.0 {
        return JsValue::NULL;
    }
    let anchors = document().query_selector_all(&format!("[{ANCHOR}]"));
    let position = anchors.ok().and_then(|anchors| {
        let elements = (0..anchors.length())
            .filter_map(|index| anchors.get(index)?.dyn_into::<Element>().ok());
        let mut visible =
            elements.filter(|element| element.get_bounding_client_rect().bottom() > 0.0);
        let first = visible.next()?;
        // Half a pixel is near enough, and the text of an integer costs less code than that of a
        // float.
        #[expect(clippy::cast_possible_truncation, reason = "a position on the screen")]
        let top = first.get_bounding_client_rect().top().round() as i32;
        Some(format!("{top} {}", first.get_attribute(ANCHOR)?))
    });
    position.map_or(JsValue::NULL, Into::into)
}

/// Stops to look for a position: the reader goes elsewhere.
pub(super) fn stop_restoring() {
    HAS_MOVED.set(true);
}

/// Scrolls to the position that was written into the history.
pub(super) fn restore_position(state: JsValue) {
    HAS_MOVED.set(false);
    let Some(position) = state.as_string() else {
        window().scroll_to_with_x_and_y(0.0, 0.0);
        return;
    };
    let Some((top, anchor)) = position
        .split_once(' ')
        .and_then(|(top, anchor)| Some((f64::from(top.parse::<i32>().ok()?), anchor.to_owned())))
    else {
        return;
    };
    look_for_position(Rc::new(PositionSearch {
        top,
        anchor,
        frames: Cell::new(RESTORE_FRAMES),
        frames_in_place: Cell::new(0),
        is_found: Cell::new(false),
    }));
}

struct PositionSearch {
    /// The distance of the element from the top of the screen, in pixels.
    top: f64,
    anchor: String,
    /// How many frames are left.
    frames: Cell<u32>,
    frames_in_place: Cell<u32>,
    is_found: Cell<bool>,
}

fn look_for_position(search: Rc<PositionSearch>) {
    request_animation_frame(move || {
        // If the reader scrolls meanwhile, don't scroll against them.
        if HAS_MOVED.get() {
            return;
        }
        // Handles and ids contain no characters that would need escaping in a selector.
        let selector = format!("[{ANCHOR}=\"{}\"]", search.anchor);
        if let Some(element) = document().query_selector(&selector).ok().flatten() {
            if !search.is_found.replace(true) {
                let options = ScrollIntoViewOptions::new();
                options.set_behavior(ScrollBehavior::Instant);
                options.set_block(ScrollLogicalPosition::Start);
                element.scroll_into_view_with_scroll_into_view_options(&options);
            }
            let distance = element.get_bounding_client_rect().top() - search.top;
            let is_in_place = distance.abs() < 1.0;
            search.frames_in_place.set(if is_in_place {
                search.frames_in_place.get() + 1
            } else {
                0
            });
            window().scroll_by_with_x_and_y(0.0, distance);
        }
        search.frames.set(search.frames.get() - 1);
        if search.frames.get() > 0 && search.frames_in_place.get() < SETTLE_FRAMES {
            look_for_position(search);
        }
    });
}
