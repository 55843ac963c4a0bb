//! Whether an element is on the screen, or near it.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use crate::erased::react;

/// Runs `near` whenever the element comes onto the screen, or within a margin around it, written as in CSS.
pub fn when_in_view(element: NodeRef<html::Div>, margin: &'static str, near: impl Fn() + Clone + 'static) {
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
        options.set_root_margin(margin);
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
