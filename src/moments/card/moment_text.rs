//! A text that somebody wrote, with links for its mentions, topics and web addresses.

use leptos::html;
use leptos::prelude::*;
use life_circle_wire::Topic;
use life_circle_wire::text::{EntityKind, Segment, segments};

use crate::kit::when_resized;
use crate::reactive::{Show, derive, on_click};
use crate::routing::Route;
use crate::text::say_with;

/// A text of so many bytes is never folded: some thirty Chinese characters, or twenty English
/// words.
const SURELY_SHORT: usize = 100;

/// A moment's text; a long one is folded.
#[component]
pub fn MomentText(
    /// The text of the moment.
    #[prop(into)]
    text: String,
    /// `true` shows a long text in full at first.
    #[prop(optional)]
    is_whole: bool,
) -> impl IntoView {
    let element = NodeRef::<html::Div>::new();
    let is_long = RwSignal::new(false);
    let is_open = RwSignal::new(is_whole || is_surely_short(&text));
    // Only the browser knows how many lines a text takes here.
    if !is_open.get_untracked() {
        when_resized(element, move |element| {
            // It may be gone by now.
            let is_folded = is_open.try_get_untracked() == Some(false);
            let hides = element.scroll_height() > element.client_height() + 1;
            if is_folded && is_long.get_untracked() != hides {
                is_long.set(hides);
            }
        });
    }
    let toggle = move || {
        is_open.update(|open| *open = !*open);
        // When the text is folded again, its start may be above the screen. Scroll back to it.
        if let Some(element) = element.get_untracked().filter(|_| !is_open.get_untracked())
            && element.get_bounding_client_rect().top() < 0.0
        {
            element.scroll_into_view();
        }
    };
    let pieces = linked(&text);
    view! {
        <div
            class="moment-text"
            dir="auto"
            translate="yes"
            node_ref=element
            data-state=derive(move || if is_open.get() { "open" } else { "folded" })
        >
            {pieces}
        </div>
        <Show when=is_long>
            <button
                type="button"
                class="link-button"
                aria-expanded=derive(move || is_open.get().to_string())
                on:click=on_click(toggle)
                prop:textContent=say_with(move |text| {
                    if is_open.get() { text.moments.less_text } else { text.moments.full_text }
                })
            />
        </Show>
    }
}

/// Whether a text takes few lines, so that nobody needs to measure it.
fn is_surely_short(text: &str) -> bool {
    text.len() <= SURELY_SHORT && !text.contains('\n')
}

/// Draws the plain pieces of the texts below, for a screen that marks something in them.
#[derive(Clone, Copy)]
pub struct TextMarker(pub Callback<String, AnyView>);

/// A text with links for its mentions, topics and web addresses.
pub fn linked(text: &str) -> AnyView {
    segments(text)
        .into_iter()
        .map(piece)
        .collect_view()
        .into_any()
}

fn piece(segment: Segment<'_>) -> AnyView {
    let text = segment.text.to_owned();
    match segment.kind {
        None => match use_context::<TextMarker>() {
            Some(TextMarker(mark)) => mark.run(text),
            None => text.into_any(),
        },
        Some(EntityKind::Mention(handle)) => {
            view! { <a href=Route::Person(handle).path()>{text}</a> }.into_any()
        }
        Some(EntityKind::Topic(words)) => view! {
            <a class="topic" href=Route::Topic(Topic::of(&words)).path()>
                {text}
            </a>
        }
        .into_any(),
        Some(EntityKind::Link(address)) => view! {
            <a href=address target="_blank" rel="noopener noreferrer nofollow">
                {text}
            </a>
        }
        .into_any(),
    }
}
