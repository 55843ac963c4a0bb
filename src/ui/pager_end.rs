//! The end of a list that is read page by page: it reads on when it comes near, and says how it stands.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use super::{ErrorNote, dynamic};
use crate::api::ListState;
use crate::erased::react;
use crate::text::{Text, say};

/// How far below the screen the end may be when the next page is read.
const MARGIN: &str = "0px 0px 1200px 0px";

/// The end of a list.
#[component]
pub fn PagerEnd(
    /// How the list ends for now.
    #[prop(into)]
    state: Signal<ListState>,
    /// Reads on.
    load_more: Callback<()>,
    /// What is said when that was all; nothing where the list is empty.
    #[prop(into)]
    end: Signal<Option<fn(&'static Text) -> &'static str>>,
) -> impl IntoView {
    let sentinel = NodeRef::<html::Div>::new();
    observe(sentinel, move || {
        if state.get_untracked() == ListState::More {
            load_more.run(());
        }
    });
    // The observer speaks only when the end comes into view: a short page leaves it there.
    react(move || {
        if state.get() == ListState::More && sentinel.get().is_some_and(|element| is_near(&element)) {
            load_more.run(());
        }
    });
    let ending = dynamic(move || match state.get() {
        ListState::Loading | ListState::More => {
            view! { <p class="list-loading" role="status">{say(|text| text.loading)}</p> }.into_any()
        }
        ListState::Failed(error) => view! { <ErrorNote error retry=load_more /> }.into_any(),
        ListState::End => end.get().map(|pick| view! { <p class="list-end">{say(pick)}</p> }).into_any(),
    });
    view! {
        <div class="pager-end" node_ref=sentinel>
            {ending}
        </div>
    }
}

fn is_near(element: &web_sys::HtmlDivElement) -> bool {
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(0.0);
    element.get_bounding_client_rect().top() < height + 1200.0
}

/// Runs `near` whenever the element comes near the screen.
fn observe(element: NodeRef<html::Div>, near: impl Fn() + Clone + 'static) {
    react(move || {
        let Some(element) = element.get() else { return };
        let near = near.clone();
        let react = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let is_near =
                entries.iter().any(|entry| entry.unchecked_into::<IntersectionObserverEntry>().is_intersecting());
            if is_near {
                near();
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(MARGIN);
        let observer = IntersectionObserver::new_with_options(react.as_ref().unchecked_ref(), &options);
        let Ok(observer) = observer else { return };
        observer.observe(&element);
        let kept = StoredValue::new_local(Some((observer, react)));
        on_cleanup(move || {
            if let Some(Some((observer, _))) = kept.try_update_value(Option::take) {
                observer.disconnect();
            }
        });
    });
}
