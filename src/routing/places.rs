//! Where the reader was when they last left each screen.

use wasm_bindgen::JsValue;

use super::Route;

/// The places by their screens, as positions that the browser's history takes.
#[derive(Default)]
pub struct Places(Vec<(Route, JsValue)>);

impl Places {
    /// Remembers the place on a screen; `null` is its top.
    pub fn keep(&mut self, route: &Route, place: JsValue) {
        self.0.retain(|(of, _)| of != route);
        if !place.is_null() {
            self.0.push((route.clone(), place));
        }
    }

    /// The place on a screen, unless it is the top.
    pub fn of(&self, route: &Route) -> Option<JsValue> {
        let kept = self.0.iter().find(|(of, _)| of == route);
        kept.map(|(_, place)| place.clone())
    }
}
