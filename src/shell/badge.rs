//! The number on the icon of the installed page.

use js_sys::{Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

/// Shows a number on the icon; 0 removes it. Does nothing in a browser without such icons.
pub fn show_badge(number: u32) {
    let navigator = window().navigator();
    let set = Reflect::get(&navigator, &"setAppBadge".into()).unwrap_or_default();
    if let Some(set) = set.dyn_ref::<Function>() {
        set.call1(&navigator, &number.into()).ok();
    }
}
