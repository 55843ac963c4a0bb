//! What the browser observes: whether an element is near the screen, or has another size.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Element, HtmlDivElement, IntersectionObserver, IntersectionObserverEntry,
    IntersectionObserverInit, ResizeObserver,
};

use crate::reactive::effect;

/// Looks out for elements that come onto the screen, or within a margin around it, until it is
/// dropped.
pub struct Lookout {
    observer: IntersectionObserver,
    _react: Closure<dyn FnMut(js_sys::Array)>,
}

impl Lookout {
    /// Calls `near` with each watched element whenever it comes near. `margin` is written as in
    /// CSS. `None` if the browser can't watch elements.
    pub fn new(margin: &str, near: impl Fn(Element) + 'static) -> Option<Self> {
        Self::both_ways(margin, move |element, is_near| {
            if is_near {
                near(element);
            }
        })
    }

    /// Like [`Self::new`], but also calls `moved` when an element goes away again: the flag says
    /// whether it is near.
    pub fn both_ways(margin: &str, moved: impl Fn(Element, bool) + 'static) -> Option<Self> {
        let react = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            for entry in entries.iter() {
                let entry: IntersectionObserverEntry = entry.unchecked_into();
                moved(entry.target(), entry.is_intersecting());
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(margin);
        let observer =
            IntersectionObserver::new_with_options(react.as_ref().unchecked_ref(), &options)
                .ok()?;
        Some(Self {
            observer,
            _react: react,
        })
    }

    /// Starts to watch an element.
    pub fn look_for(&self, element: &Element) {
        self.observer.observe(element);
    }

    /// Stops watching an element.
    pub fn forget(&self, element: &Element) {
        self.observer.unobserve(element);
    }
}

impl Drop for Lookout {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Runs `near` whenever the element comes onto the screen, or within a margin around it, written as
/// in CSS.
pub fn when_in_view(
    element: NodeRef<html::Div>,
    margin: impl Into<String>,
    near: impl Fn() + Clone + 'static,
) {
    let margin = margin.into();
    effect(move || {
        let Some(element) = element.get() else { return };
        let near = near.clone();
        let Some(lookout) = Lookout::new(&margin, move |_| near()) else {
            return;
        };
        lookout.look_for(&element);
        let kept = StoredValue::new_local(Some(lookout));
        on_cleanup(move || drop(kept.try_update_value(Option::take)));
    });
}

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
