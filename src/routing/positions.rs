//! Where the reader was when they last left the screen of each tab.

use wasm_bindgen::JsValue;

use super::Route;

/// The positions by their screens, as the browser's history takes them.
#[derive(Default)]
pub struct Positions(Vec<(Route, JsValue)>);

impl Positions {
    /// Remembers the position on a screen, if the screen has a tab; `null` is its top.
    pub fn keep(&mut self, route: Route, position: JsValue) {
        self.0.retain(|(of, _)| *of != route);
        if route.has_tab() && !position.is_null() {
            self.0.push((route, position));
        }
    }

    /// The position on a screen, unless it is the top.
    pub fn of(&self, route: &Route) -> Option<JsValue> {
        let kept = self.0.iter().find(|(of, _)| of == route);
        kept.map(|(_, position)| position.clone())
    }
}
