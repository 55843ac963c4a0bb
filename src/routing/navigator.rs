//! Going from screen to screen, with the browser's history. Long, since layers belong to it, too.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{FocusOptions, HtmlElement};

use super::left_entries::{LeftEntries, Step};
use super::positions::Positions;
use super::scroll_position::{
    is_of_layer, layer_state, notice_scrolling, position, restore_position, save_position,
    stop_restoring,
};
use super::{Next, Route};

/// How the reader came to a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// By a link or a button: it begins at its top, with fresh lists.
    Forward,
    /// By a tab: it is where it was left, with fresh lists.
    Resumed,
    /// By Back or Forward of the browser: it is as it was left.
    Back,
}

/// Knows the current route, and goes to others.
#[derive(Clone, Copy)]
pub struct Navigator {
    route: RwSignal<Route>,
    arrival: StoredValue<Arrival>,
    /// How many screens of this page the browser's Back can return to.
    earlier: StoredValue<u32>,
    layers: StoredValue<Layers>,
    positions: StoredValue<Positions, LocalStorage>,
}

/// Something that lies over the screen, such as a dialog. It has its own entry in the browser's
/// history.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Layer(u32);

/// The open layers, and the history entries of closed ones.
#[derive(Default)]
struct Layers {
    /// The open layers, the topmost last. The callback closes the layer.
    open: Vec<(Layer, Callback<()>)>,
    last: u32,
    left: LeftEntries,
}

/// Makes the navigator available and listens to the browser's buttons.
pub fn provide_navigator() -> Navigator {
    let navigator = Navigator {
        route: RwSignal::new(current()),
        arrival: StoredValue::new(Arrival::Forward),
        earlier: StoredValue::new(0),
        layers: StoredValue::new(Layers::default()),
        positions: StoredValue::new_local(Positions::default()),
    };
    if let Ok(history) = window().history() {
        history
            .set_scroll_restoration(web_sys::ScrollRestoration::Manual)
            .ok();
    }
    let bounces = StoredValue::new(false);
    let bounce = move || {
        bounces.set_value(true);
        window()
            .history()
            .and_then(|history| history.back())
            .unwrap_or_default();
    };
    let listener = window_event_listener(ev::popstate, move |event| {
        if bounces.try_update_value(std::mem::take) == Some(true) {
            return restore_position(event.state());
        }
        if navigator
            .layers
            .try_update_value(|layers| layers.left.went_back())
            == Some(true)
        {
            navigator.leave_layers();
            return;
        }
        if navigator.close_topmost() && navigator.route.with_untracked(|route| *route == current())
        {
            return;
        }
        // Forward, to something that is closed now: it doesn't open by itself.
        let is_closed = navigator.layers.with_value(|layers| layers.open.is_empty());
        if is_closed && is_of_layer(&event.state()) {
            return bounce();
        }
        // The reader went back further than to the last layer.
        while navigator.close_topmost() {}
        navigator.keep_position();
        navigator.arrival.set_value(Arrival::Back);
        navigator
            .earlier
            .update_value(|earlier| *earlier = earlier.saturating_sub(1));
        navigator.route.set(current());
        focus_main();
        restore_position(event.state());
    });
    on_cleanup(move || listener.remove());
    notice_scrolling();
    // After a reload, the reader is where they were, but nothing lies over the screen.
    let state = window().history().and_then(|history| history.state());
    match state {
        Ok(state) if is_of_layer(&state) => bounce(),
        Ok(state) if state.is_string() => restore_position(state),
        _ => {}
    }
    provide_context(navigator);
    navigator
}

/// The [`Navigator`] from the context.
pub fn use_navigator() -> Navigator {
    expect_context()
}

impl Navigator {
    /// The current route, as a signal.
    pub fn route(&self) -> Signal<Route> {
        self.route.into()
    }

    /// How the reader came to the current screen.
    pub fn arrival(&self) -> Arrival {
        self.arrival.get_value()
    }

    /// Goes to a screen; Back returns here.
    pub fn go(&self, route: Route) {
        self.enter(route, false);
    }

    /// Goes to a screen in place of this one.
    pub fn replace(&self, route: Route) {
        self.enter(route, true);
    }

    /// Goes to a screen, to where the reader left it. If they are there already, goes to its top.
    pub fn resume(&self, route: Route) {
        let position = self.positions.with_value(|positions| positions.of(&route));
        let left = self.route.get_untracked();
        self.go(route);
        let has_gone = self.route.with_untracked(|here| *here != left);
        if let Some(position) = position.filter(|_| has_gone) {
            // The screen isn't drawn yet.
            self.arrival.set_value(Arrival::Resumed);
            restore_position(position);
        }
    }

    fn enter(&self, route: Route, replaces: bool) {
        while let Some(layer) = self
            .layers
            .with_value(|layers| layers.open.last().map(|(layer, _)| *layer))
        {
            self.close_layer(layer);
        }
        let must_wait = self
            .layers
            .try_update_value(|layers| layers.left.delay(&route, replaces));
        if must_wait == Some(true) {
            return;
        }
        if replaces {
            push(&route, &JsValue::NULL, true);
        } else {
            let left = self.route.get_untracked();
            save_position();
            self.keep_position();
            if left != route {
                push(&route, &JsValue::NULL, false);
                self.earlier.update_value(|earlier| *earlier += 1);
            }
        }
        self.show(route);
    }

    /// Goes back to the previous screen of this page. If there is none, for example after a pasted
    /// link, goes to `otherwise` instead.
    pub fn back_or(&self, otherwise: Route) {
        match window().history() {
            Ok(history) if self.earlier.get_value() > 0 => history.back().unwrap_or_default(),
            _ => self.replace(otherwise),
        }
    }

    /// Registers a layer that now lies over the screen. Back closes the layer, and the screen stays
    /// as it is.
    pub fn open_layer(&self, close: Callback<()>) -> Layer {
        let mut layers = self.layers.write_value();
        if !layers.left.reuse() {
            save_position();
            push(&self.route.get_untracked(), &layer_state(), false);
        }
        layers.last += 1;
        let layer = Layer(layers.last);
        layers.open.push((layer, close));
        layer
    }

    /// Closes a layer and all layers above it, and leaves their history entries. Does nothing if
    /// Back has closed the layer already.
    pub fn close_layer(&self, layer: Layer) {
        let index = self
            .layers
            .with_value(|layers| layers.open.iter().position(|(other, _)| *other == layer));
        let Some(index) = index else { return };
        while self.layers.with_value(|layers| layers.open.len() > index) {
            self.close_topmost();
            self.layers.update_value(|layers| layers.left.add());
        }
        // The entries of layers that close together are left in one step: a browser may take two
        // quick steps for one.
        let navigator = *self;
        set_timeout(move || navigator.leave_layers(), Duration::ZERO);
    }

    /// Closes what lies on top, if anything does.
    fn close_topmost(&self) -> bool {
        let close = self
            .layers
            .try_update_value(|layers| layers.open.pop())
            .flatten();
        // The screen of the callback may be gone.
        close.map(|(_, close)| close.try_run(())).is_some()
    }

    /// Leaves the entries of closed layers, then goes on to where somebody wanted to go meanwhile.
    fn leave_layers(&self) {
        let step = self
            .layers
            .try_update_value(|layers| layers.left.next_step())
            .flatten();
        match step {
            Some(Step::Back(count)) => window()
                .history()
                .and_then(|history| history.go_with_delta(-count))
                .unwrap_or_default(),
            Some(Step::Enter(route, replaces)) => self.enter(route, replaces),
            None => {}
        }
    }

    /// Remembers where the reader is on this screen, for its tab.
    fn keep_position(&self) {
        let route = self.route.get_untracked();
        self.positions
            .update_value(|positions| positions.keep(route, position()));
    }

    fn show(&self, route: Route) {
        stop_restoring();
        self.arrival.set_value(Arrival::Forward);
        self.route.set(route);
        window().scroll_to_with_x_and_y(0.0, 0.0);
        focus_main();
    }
}

/// Loads the sign-in screen as a new page: nothing of this person stays in memory for the next one.
pub fn load_sign_in() {
    let path = Route::SignIn(Next::default()).path();
    // It fails only for a page that isn't shown any more.
    window().location().assign(&path).ok();
}

fn current() -> Route {
    let location = window().location();
    Route::parse(
        &location.pathname().unwrap_or_default(),
        &location.search().unwrap_or_default(),
    )
}

fn push(route: &Route, state: &JsValue, replaces: bool) {
    let Ok(history) = window().history() else {
        return;
    };
    let path = route.path();
    let pushed = if replaces {
        history.replace_state_with_url(state, "", Some(&path))
    } else {
        history.push_state_with_url(state, "", Some(&path))
    };
    debug_assert!(pushed.is_ok(), "{path} is no path of this page");
}

/// Tells a screen reader that there is another screen, and lets the keyboard begin at its top.
fn focus_main() {
    request_animation_frame(|| {
        let main = document()
            .get_element_by_id("main")
            .and_then(|main| main.dyn_into::<HtmlElement>().ok());
        if let Some(main) = main {
            let without_scrolling = FocusOptions::new();
            without_scrolling.set_prevent_scroll(true);
            main.focus_with_options(&without_scrolling).ok();
        }
    });
}
