//! Whether an element has another size.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlDivElement, ResizeObserver};

use crate::reactive::effect;

/// Runs `resized` with the element when it has been laid out for the first time, and whenever its
/// size has changed. The layout is known then: to ask for it costs nothing.
pub fn when_resized(
    element: NodeRef<html::Div>,
    resized: impl Fn(&HtmlDivElement) + Clone + 'static,
) {
    effect(move || {
        let Some(element) = element.get() else { return };
        let resized = resized.clone();
        let watched = element.clone();
        let react = Closure::<dyn FnMut()>::new(move || resized(&watched));
        let Ok(observer) = ResizeObserver::new(react.as_ref().unchecked_ref()) else {
            return;
        };
        observer.observe(&element);
        let kept = StoredValue::new_local(Some((observer, react)));
        on_cleanup(move || {
            if let Some((observer, _react)) = kept.try_update_value(Option::take).flatten() {
                observer.disconnect();
            }
        });
    });
}
