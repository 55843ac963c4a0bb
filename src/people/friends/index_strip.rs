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
    let drag = Drag {
        strip: NodeRef::new(),
        letter: RwSignal::new(None),
    };
    view! {
        <Show when=derive(move || initials.with(|initials| initials.len() > 3))>
            <nav
                node_ref=drag.strip
                class="index-strip"
                aria-label=say(|text| text.people.index)
                on:pointerdown=move |event: PointerEvent| drag.begin(&event)
                on:pointermove=move |event: PointerEvent| drag.go_on(&event)
                on:pointerup=move |_| drag.end()
                on:pointercancel=move |_| drag.end()
            >
                {for_each(
                    move || initials.get(),
                    char::to_string,
                    move |initial| view! { <Letter initial initials /> }.into_any(),
                )}
                <span class="index-letter" aria-hidden="true">
                    {drag.letter}
                </span>
            </nav>
        </Show>
    }
}

/// The letter of one initial. A tap scrolls to it.
#[component]
fn Letter(
    /// The initial to show.
    initial: char,
    /// All initials of the strip. Tab stops at the first one.
    initials: Signal<Vec<char>>,
) -> impl IntoView {
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
}

/// A finger that is dragged along the strip.
#[derive(Clone, Copy)]
struct Drag {
    strip: NodeRef<html::Nav>,
    /// The letter under the finger. It is also shown large, because the finger hides it.
    letter: RwSignal<Option<String>>,
}

impl Drag {
    fn begin(self, event: &PointerEvent) {
        if let Some(strip) = self.strip.get_untracked().filter(|_| event.is_primary()) {
            // Capture the pointer, so that dragging continues beyond the strip's edges.
            strip.set_pointer_capture(event.pointer_id()).ok();
            self.follow(event);
        }
    }

    fn go_on(self, event: &PointerEvent) {
        if self.letter.with_untracked(Option::is_some) {
            self.follow(event);
        }
    }

    fn end(self) {
        self.letter.set(None);
    }

    /// Scrolls to the letter at the height of the finger, if it is another one than before.
    fn follow(self, event: &PointerEvent) {
        let strip = self.strip.get_untracked();
        let Some(letter) = letter_at(strip.as_deref(), event.client_y()) else {
            return;
        };
        if self
            .letter
            .with_untracked(|before| before.as_ref() != Some(&letter))
        {
            if let Some(initial) = letter.chars().next() {
                show(initial);
            }
            self.letter.set(Some(letter));
        }
    }
}

/// The letter of the strip at this height on the screen; `None` if there is none.
fn letter_at(strip: Option<&Element>, y: i32) -> Option<String> {
    #[expect(clippy::cast_precision_loss, reason = "a place on the screen")]
    let under = document().element_from_point(middle_of(strip), y as f32)?;
    let is_in_strip = under
        .closest(".index-strip")
        .is_ok_and(|strip| strip.is_some());
    is_in_strip
        .then(|| under.get_attribute("data-initial"))
        .flatten()
}

#[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
fn middle_of(strip: Option<&Element>) -> f32 {
    let Some(strip) = strip else { return 0.0 };
    let area = strip.get_bounding_client_rect();
    (area.left() + area.width() / 2.0) as f32
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
