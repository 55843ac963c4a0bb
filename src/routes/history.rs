//! Going from screen to screen: the browser's history, and the place in a list to come back to.

use std::cell::Cell;
use std::rc::Rc;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{
    Element, FocusOptions, HtmlAnchorElement, HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition,
};

use super::Route;

/// Elements that a place is remembered by carry this attribute.
const ANCHOR: &str = "data-anchor";

/// How a screen was come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// By a link or a button: it begins at its top, with fresh lists.
    Forward,
    /// By Back or Forward of the browser: it is as it was left.
    Back,
}

/// Where the page is, and the way elsewhere.
#[derive(Clone, Copy)]
pub struct Navigator {
    route: RwSignal<Route>,
    arrival: StoredValue<Arrival>,
    /// How many screens of this page the browser's Back can return to.
    behind: StoredValue<u32>,
    /// What lies over the screen, and is closed by Back.
    layer: StoredValue<Option<Callback<()>>>,
}

/// Makes the navigator available and listens to the browser's buttons.
pub fn provide_navigator() -> Navigator {
    let navigator = Navigator {
        route: RwSignal::new(current()),
        arrival: StoredValue::new(Arrival::Forward),
        behind: StoredValue::new(0),
        layer: StoredValue::new(None),
    };
    if let Ok(history) = window().history() {
        history.set_scroll_restoration(web_sys::ScrollRestoration::Manual).ok();
    }
    let listener = window_event_listener(ev::popstate, move |event| {
        if let Some(close) = navigator.layer.try_update_value(Option::take).flatten() {
            close.run(());
            return;
        }
        navigator.arrival.set_value(Arrival::Back);
        navigator.behind.update_value(|behind| *behind = behind.saturating_sub(1));
        navigator.route.set(current());
        focus_main();
        HAS_MOVED.set(false);
        restore_place(event.state());
    });
    let moves =
        ["wheel", "touchmove", "keydown"].map(|event| window_event_listener_untyped(event, |_| HAS_MOVED.set(true)));
    on_cleanup(move || {
        listener.remove();
        moves.into_iter().for_each(WindowListenerHandle::remove);
    });
    provide_context(navigator);
    navigator
}

/// The navigator.
pub fn use_navigator() -> Navigator {
    expect_context()
}

impl Navigator {
    /// Where the page is.
    pub fn route(&self) -> Signal<Route> {
        self.route.into()
    }

    /// How it got there.
    pub fn arrival(&self) -> Arrival {
        self.arrival.get_value()
    }

    /// Goes to a screen; Back returns here.
    pub fn go(&self, route: Route) {
        save_place();
        if self.route.get_untracked() != route {
            push(&route, false);
            self.behind.update_value(|behind| *behind += 1);
        }
        self.show(route);
    }

    /// Goes to a screen in place of this one.
    pub fn replace(&self, route: Route) {
        push(&route, true);
        self.show(route);
    }

    /// Goes back to the screen that led here, or to another one where a pasted link did.
    pub fn back_or(&self, otherwise: Route) {
        match window().history() {
            Ok(history) if self.behind.get_value() > 0 => history.back().unwrap_or_default(),
            _ => self.replace(otherwise),
        }
    }

    /// Notes that something lies over the screen now: Back closes it, and the screen stays as it is.
    pub fn open_layer(&self, close: Callback<()>) {
        self.layer.set_value(Some(close));
        push(&self.route.get_untracked(), false);
    }

    /// Closes what lies over the screen.
    pub fn close_layer(&self) {
        if let Ok(history) = window().history()
            && self.layer.with_value(Option::is_some)
        {
            history.back().unwrap_or_default();
        }
    }

    fn show(&self, route: Route) {
        self.arrival.set_value(Arrival::Forward);
        self.route.set(route);
        window().scroll_to_with_x_and_y(0.0, 0.0);
        focus_main();
    }
}

fn current() -> Route {
    let location = window().location();
    Route::parse(&location.pathname().unwrap_or_default(), &location.search().unwrap_or_default())
}

fn push(route: &Route, replaces: bool) {
    let Ok(history) = window().history() else { return };
    let path = route.path();
    let pushed = if replaces {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&path))
    } else {
        history.push_state_with_url(&JsValue::NULL, "", Some(&path))
    };
    debug_assert!(pushed.is_ok(), "{path} is no path of this page");
}

/// Tells a screen reader that there is another screen, and lets the keyboard begin at its top.
fn focus_main() {
    request_animation_frame(|| {
        let main = document().get_element_by_id("main").and_then(|main| main.dyn_into::<HtmlElement>().ok());
        if let Some(main) = main {
            let without_scrolling = FocusOptions::new();
            without_scrolling.set_prevent_scroll(true);
            main.focus_with_options(&without_scrolling).ok();
        }
    });
}

/// Writes into the entry of the history which element stands first on the screen, and how far from its top.
fn save_place() {
    let Ok(history) = window().history() else { return };
    let anchors = document().query_selector_all(&format!("[{ANCHOR}]"));
    let place = anchors.ok().and_then(|anchors| {
        let elements = (0..anchors.length()).filter_map(|index| anchors.get(index)?.dyn_into::<Element>().ok());
        let mut visible = elements.filter(|element| element.get_bounding_client_rect().bottom() > 0.0);
        let first = visible.next()?;
        // Half a pixel is near enough, and the text of an integer costs less code than that of a float.
        #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
        let top = first.get_bounding_client_rect().top().round() as i32;
        Some(format!("{top} {}", first.get_attribute(ANCHOR)?))
    });
    let at_top = window().scroll_y().unwrap_or(0.0) < 1.0;
    let state = place.filter(|_| !at_top).map_or(JsValue::NULL, Into::into);
    history.replace_state(&state, "").ok();
}

/// Frames in which a place is looked for: its screen may have to be read first.
const RESTORE_FRAMES: u32 = 180;
/// Frames in which it is kept once it is found: what stands above it may still find its height.
const SETTLE_FRAMES: u32 = 6;

thread_local! {
    /// Whether the person has scrolled since the browser's Back.
    static HAS_MOVED: Cell<bool> = const { Cell::new(false) };
}

/// Scrolls to the place that was written into the history.
fn restore_place(state: JsValue) {
    let Some(place) = state.as_string() else {
        window().scroll_to_with_x_and_y(0.0, 0.0);
        return;
    };
    let Some((top, anchor)) =
        place.split_once(' ').and_then(|(top, anchor)| Some((f64::from(top.parse::<i32>().ok()?), anchor.to_owned())))
    else {
        return;
    };
    look_for_place(Rc::new(PlaceSearch { top, anchor, frames: Cell::new(RESTORE_FRAMES), is_found: Cell::new(false) }));
}

struct PlaceSearch {
    /// Where the anchor stood on the screen.
    top: f64,
    anchor: String,
    /// How many frames are left.
    frames: Cell<u32>,
    is_found: Cell<bool>,
}

fn look_for_place(search: Rc<PlaceSearch>) {
    request_animation_frame(move || {
        // Whoever scrolls while it is looked for has another place in mind.
        if HAS_MOVED.get() {
            return;
        }
        // Handles and ids hold nothing that a selector would take amiss.
        let selector = format!("[{ANCHOR}=\"{}\"]", search.anchor);
        if let Some(element) = document().query_selector(&selector).ok().flatten() {
            if !search.is_found.replace(true) {
                search.frames.set(SETTLE_FRAMES);
                let options = ScrollIntoViewOptions::new();
                options.set_behavior(ScrollBehavior::Instant);
                options.set_block(ScrollLogicalPosition::Start);
                element.scroll_into_view_with_scroll_into_view_options(&options);
            }
            window().scroll_by_with_x_and_y(0.0, element.get_bounding_client_rect().top() - search.top);
        }
        search.frames.set(search.frames.get() - 1);
        if search.frames.get() > 0 {
            look_for_place(search);
        }
    });
}

/// Makes plain links go to their screen without loading the page again.
pub fn go_on_link_clicks(navigator: Navigator) {
    let listener = window_event_listener(ev::click, move |event| {
        let is_special =
            event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key() || event.button() != 0;
        if is_special || event.default_prevented() {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
        let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else { return };
        let is_ours = window().location().origin().is_ok_and(|origin| origin == link.origin());
        if !is_ours || link.has_attribute("target") || link.has_attribute("download") || !link.hash().is_empty() {
            return;
        }
        let route = Route::parse(&link.pathname(), &link.search());
        if route != Route::NotFound {
            event.prevent_default();
            navigator.go(route);
        }
    });
    on_cleanup(move || listener.remove());
}
