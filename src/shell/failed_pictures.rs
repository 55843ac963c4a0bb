//! Pictures that couldn't be loaded: none is shown as broken, and they are loaded again.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, HtmlImageElement};

use crate::data::api::backoff::Backoff;
use crate::data::api::connection::use_connection;

/// The attribute of a picture that couldn't be loaded: its address.
const FAILED: &str = "data-failed";
/// What such a picture shows: nothing, so that one sees what lies below it, initials or a blur.
const NOTHING: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E";
/// The attribute with the number of times that it couldn't be loaded in a row.
const TRIES: &str = "data-tries";
/// After so many tries, a picture waits until the connection is back.
const TRIES_MOST: u32 = 4;
const AGAIN: Backoff = Backoff {
    first_ms: 3000,
    longest_ms: 30_000,
};

/// Loads pictures again that couldn't be loaded: soon, and whenever the connection is back.
pub fn load_failed_pictures_again() {
    listen("error", |picture| {
        let tries = picture.get_attribute(TRIES);
        let tries = tries.and_then(|tries| tries.parse().ok()).unwrap_or(0) + 1;
        picture.set_attribute(FAILED, &picture.src()).ok();
        picture.set_attribute(TRIES, &tries.to_string()).ok();
        picture.set_src(NOTHING);
        if tries <= TRIES_MOST {
            let picture = picture.clone();
            set_timeout(move || load_again(&picture), AGAIN.wait(tries));
        }
    });
    listen("load", |picture| {
        if picture.src() != NOTHING {
            picture.remove_attribute(FAILED).ok();
            picture.remove_attribute(TRIES).ok();
        }
    });
    use_connection().when_back(|| {
        let failed = document().query_selector_all(&format!("img[{FAILED}]"));
        let Ok(failed) = failed else { return };
        let pictures = (0..failed.length()).filter_map(|index| failed.get(index)?.dyn_into().ok());
        for picture in pictures.collect::<Vec<HtmlImageElement>>() {
            picture.remove_attribute(TRIES).ok();
            load_again(&picture);
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

/// Asks for a picture again, unless it has been asked for meanwhile.
fn load_again(picture: &HtmlImageElement) {
    if picture.src() == NOTHING {
        picture.set_src(&picture.get_attribute(FAILED).unwrap_or_default());
    }
}
