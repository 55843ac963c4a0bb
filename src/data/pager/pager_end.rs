//! The end of a list that is read page by page: it reads the next page when it comes near the
//! screen, and shows the list's state.

use leptos::html;
use leptos::prelude::*;

use super::ListState;
use crate::data::error_note::ErrorNote;
use crate::data::load::loading_line;
use crate::kit::when_in_view;
use crate::reactive::{dynamic, effect};
use crate::text::{Text, say};

/// How far ahead most lists are read, in screens.
pub const AHEAD_USUALLY: u16 = 2;

/// The end of a list.
#[component]
pub fn PagerEnd(
    /// The state of the list.
    #[prop(into)]
    state: Signal<ListState>,
    /// Reads the next page.
    load_more: Callback<()>,
    /// How far below the screen the end may be when the next page is read, in screens.
    #[prop(default = AHEAD_USUALLY)]
    screens_ahead: u16,
    /// The text to show after the last page; `None` shows nothing, for example if the list is
    /// empty.
    #[prop(into)]
    end: Signal<Option<fn(&'static Text) -> &'static str>>,
) -> impl IntoView {
    let sentinel = NodeRef::<html::Div>::new();
    let margin = format!("0px 0px {screens_ahead}00% 0px");
    when_in_view(sentinel, margin, move || {
        if state.get_untracked() == ListState::More {
            load_more.run(());
        }
    });
    // The observer only fires when the end comes into view. After a short page the end is still in
    // view, so check again.
    effect(move || {
        let is_near = |element| is_within(&element, screens_ahead);
        if state.get() == ListState::More && sentinel.get().is_some_and(is_near) {
            load_more.run(());
        }
    });
    let ending = dynamic(move || match state.get() {
        ListState::Loading => loading_line(),
        // Show nothing: if the loading text stayed, the new rows would move it down.
        ListState::More => ().into_any(),
        ListState::Failed(error) => view! { <ErrorNote error retry=load_more /> }.into_any(),
        ListState::End => end
            .get()
            .map(|pick| view! { <p class="list-end">{say(pick)}</p> })
            .into_any(),
    });
    view! {
        // It has no height: when rows take the place of the line below, nothing has moved.
        <div class="pager-end" node_ref=sentinel></div>
        {ending}
    }
}

fn is_within(element: &web_sys::HtmlDivElement, screens: u16) -> bool {
    let height = window()
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64())
        .unwrap_or(0.0);
    element.get_bounding_client_rect().top() < height * f64::from(1 + screens)
}
