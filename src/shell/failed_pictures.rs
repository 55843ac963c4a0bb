//! Pictures that couldn't be loaded: none is shown as broken, and they are loaded again.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, HtmlImageElement};

use crate::data::api::connection::use_connection;
use crate::reactive::effect;

/// The attribute of a picture that couldn't be loaded: its address.
const FAILED: &str = "data-failed";
/// What such a picture shows: nothing, so that one sees what lies below it, initials or a blur.
const NOTHING: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E";
/// A server that restarts is back after this time.
const AGAIN_AFTER: Duration = Duration::from_secs(3);

/// Loads pictures again that couldn't be loaded: soon, and whenever the connection is back.
pub fn load_failed_pictures_again() {
    listen("error", |picture| {
        let is_first = !picture.has_attribute(FAILED);
        picture.set_attribute(FAILED, &picture.src()).ok();
        picture.set_src(NOTHING);
        if is_first {
            set_timeout(load_again, AGAIN_AFTER);
        }
    });
    listen("load", |picture| {
        if picture.src() != NOTHING {
            picture.remove_attribute(FAILED).ok();
        }
    });
    let connection = use_connection();
    effect(move || {
        if connection.is_online().get() && !connection.is_disconnected().get() {
            load_again();
        }
    });
}

/// Calls `act` with each picture that has this event, as long as the page is open. These events
/// don't bubble, so they are caught on their way down, by the document: a window never gets a
/// picture's `load`.
fn listen(event: &str, act: fn(&HtmlImageElement)) {
    let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let target = event.target();
        if let Some(picture) = target.and_then(|target| target.dyn_into().ok()) {
            act(&picture);
        }
    });
    let function = listener.as_ref().unchecked_ref();
    // It fails only for a name that is no text.
    document()
        .add_event_listener_with_callback_and_bool(event, function, true)
        .ok();
    listener.forget();
}

fn load_again() {
    let failed = document().query_selector_all(&format!("img[{FAILED}]"));
    let Ok(failed) = failed else { return };
    let pictures = (0..failed.length()).filter_map(|index| failed.get(index)?.dyn_into().ok());
    for picture in pictures.collect::<Vec<HtmlImageElement>>() {
        picture.set_src(&picture.get_attribute(FAILED).unwrap_or_default());
    }
}
