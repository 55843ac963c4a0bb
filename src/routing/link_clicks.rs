//! Links of the page go to its screens.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlAnchorElement};

use super::Route;
use super::navigator::Navigator;

/// The attribute of links that lead to the place where the reader left the screen.
const RESUMES: &str = "data-resumes";

/// Makes plain links go to their screen without loading the page again.
pub fn go_on_link_clicks(navigator: Navigator) {
    let listener = window_event_listener(ev::click, move |event| {
        let is_special = event.meta_key()
            || event.ctrl_key()
            || event.shift_key()
            || event.alt_key()
            || event.button() != 0;
        if is_special || event.default_prevented() {
            return;
        }
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
        let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else {
            return;
        };
        let is_ours = window()
            .location()
            .origin()
            .is_ok_and(|origin| origin == link.origin());
        if !is_ours
            || link.has_attribute("target")
            || link.has_attribute("download")
            || !link.hash().is_empty()
        {
            return;
        }
        let route = Route::parse(&link.pathname(), &link.search());
        if route != Route::NotFound {
            event.prevent_default();
            if link.has_attribute(RESUMES) {
                navigator.resume(route);
            } else {
                navigator.go(route);
            }
        }
    });
    on_cleanup(move || listener.remove());
}
