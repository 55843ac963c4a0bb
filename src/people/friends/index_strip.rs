//! The strip of letters next to my friends. It works with a tap, by dragging, and with the arrow
//! keys.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::initials::heading_id;
use crate::reactive::{Show, derive, for_each, on_click};
use crate::text::parts::say;

/// A button for each initial. Tab stops at the strip only once. The strip is hidden for three
/// initials or fewer.
#[component]
pub fn IndexStrip(
    /// The initials, in the order of the list.
    initials: Signal<Vec<char>>,
) -> impl IntoView {
    let strip = NodeRef::<html::Nav>::new();
    // The letter under the finger. It is also shown large, because the finger hides it.
    let dragged = RwSignal::new(None::<String>);
    let drag = move |event: &PointerEvent| {
        let x = middle_of(strip.get_untracked().as_deref());
        #[expect(clippy::cast_precision_loss, reason = "a place on the screen")]
        let y = event.client_y() as f32;
        let under = document().element_from_point(x, y);
        let letter = under.filter(|element| {
            element
                .closest(".index-strip")
                .is_ok_and(|strip| strip.is_some())
        });
        let Some(letter) = letter.and_then(|letter| letter.get_attribute("data-initial")) else {
            return;
        };
        if dragged.with_untracked(|before| before.as_ref() != Some(&letter)) {
            letter
                .chars()
                .next()
                .iter()
                .for_each(|initial| show(*initial));
            dragged.set(Some(letter));
        }
    };
    let begin = move |event: PointerEvent| {
        if let Some(strip) = strip.get_untracked().filter(|_| event.is_primary()) {
            // Capture the pointer, so that dragging continues beyond the strip's edges.
            strip.set_pointer_capture(event.pointer_id()).ok();
            drag(&event);
        }
    };
    let go_on = move |event: PointerEvent| {
        if dragged.with_untracked(Option::is_some) {
            drag(&event);
        }
    };
    let end = move |_: PointerEvent| dragged.set(None);
    let letter = move |initial: char| {
        let tab_index = move || {
            if initials.with(|initials| initials.first() == Some(&initial)) {
                "0"
            } else {
                "-1"
            }
        };
        let jump = on_click(move || {
            show(initial);
            focus_first(initial);
        });
        view! {
            <button
                type="button"
                data-initial=initial.to_string()
                tabindex=tab_index
                on:click=jump
                on:keydown=move_focus
            >
                {initial}
            </button>
        }
        .into_any()
    };
    view! {
        <Show when=derive(move || initials.with(|initials| initials.len() > 3))>
            <nav
                node_ref=strip
                class="index-strip"
                aria-label=say(|text| text.people.index)
                on:pointerdown=begin
                on:pointermove=go_on
                on:pointerup=end
                on:pointercancel=end
            >
                {for_each(move || initials.get(), char::to_string, letter)}
                <span class="index-letter" aria-hidden="true">
                    {dragged}
                </span>
            </nav>
        </Show>
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
fn middle_of(strip: Option<&Element>) -> f32 {
    let Some(strip) = strip else { return 0.0 };
    let place = strip.get_bounding_client_rect();
    (place.left() + place.width() / 2.0) as f32
}

/// Arrow keys, Home and End go through the letters.
fn move_focus(event: KeyboardEvent) {
    let Some(button) = event
        .current_target()
        .and_then(|target| target.dyn_into::<Element>().ok())
    else {
        return;
    };
    let strip = button.parent_element();
    let is_letter = |element: &Element| element.has_attribute("data-initial");
    let next = match event.key().as_str() {
        "ArrowDown" => button.next_element_sibling(),
        "ArrowUp" => button.previous_element_sibling(),
        "Home" => strip.and_then(|strip| strip.first_element_child()),
        "End" => strip.and_then(|strip| strip.query_selector("button:last-of-type").ok().flatten()),
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = next
        .filter(is_letter)
        .and_then(|next| next.dyn_into::<HtmlElement>().ok())
    {
        next.focus().ok();
    }
}

/// Scrolls to a letter.
fn show(initial: char) {
    if let Some(heading) = document().get_element_by_id(&heading_id(initial)) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Start);
        heading.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Focuses the first friend under a letter, so that the keyboard continues from there.
fn focus_first(initial: char) {
    let section = document()
        .get_element_by_id(&heading_id(initial))
        .and_then(|heading| heading.parent_element());
    let first = section.and_then(|section| section.query_selector("a").ok().flatten());
    if let Some(first) = first.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let without_scrolling = FocusOptions::new();
        without_scrolling.set_prevent_scroll(true);
        first.focus_with_options(&without_scrolling).ok();
    }
}
