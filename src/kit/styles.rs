//! Style sheets that are loaded together with the parts of the page that need them
//! (`src/shell/parts.rs`), not with the first screen.

use std::cell::RefCell;

use js_sys::{Array, Function, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast as _, JsValue};

thread_local! {
    static ADOPTED: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// Adds a style sheet to the page, once. Its `@layer`s keep their order among the others.
pub fn adopt(sheet: &'static str) {
    let is_new = ADOPTED.with_borrow_mut(|adopted| {
        let is_new = !adopted.contains(&sheet);
        adopted.extend(is_new.then_some(sheet));
        is_new
    });
    if is_new && add(sheet).is_err() {
        leptos::logging::warn!("this browser takes no style sheets from a program");
    }
}

fn add(sheet: &str) -> Result<(), JsValue> {
    let class: Function = Reflect::get(&window(), &"CSSStyleSheet".into())?.dyn_into()?;
    let made = Reflect::construct(&class, &Array::new())?;
    Reflect::get(&made, &"replaceSync".into())?
        .dyn_into::<Function>()?
        .call1(&made, &sheet.into())?;
    let all: Array = Reflect::get(&document(), &"adoptedStyleSheets".into())?.dyn_into()?;
    all.push(&made);
    Ok(())
}
