//! Whether the browser has a network, and whether events arrive.

use leptos::prelude::*;

use crate::reactive::{on_window_event, tell_window};

/// The window's event for the return of the connection: what failed is tried again, also the
/// pictures in `index.html`.
pub const BACK: &str = "connection-back";

/// Whether the browser has a network, and, separately, whether the server's events arrive.
#[derive(Clone, Copy)]
pub struct Connection {
    is_online: RwSignal<bool>,
    is_disconnected: RwSignal<bool>,
}

/// Provides the [`Connection`] as a context, and listens to the browser.
pub fn provide_connection() {
    let is_online = RwSignal::new(window().navigator().on_line());
    on_window_event("online", move || {
        is_online.set(true);
        tell_window(BACK);
    });
    on_window_event("offline", move || is_online.set(false));
    provide_context(Connection {
        is_online,
        is_disconnected: RwSignal::new(false),
    });
}

/// The [`Connection`] from the context.
pub fn use_connection() -> Connection {
    expect_context()
}

impl Connection {
    /// Whether there is a network.
    pub fn is_online(&self) -> Signal<bool> {
        self.is_online.into()
    }

    /// Whether the server's events don't arrive at the moment, so that what is shown may be out of
    /// date.
    pub fn is_disconnected(&self) -> Signal<bool> {
        self.is_disconnected.into()
    }

    /// Sets whether events don't arrive at the moment.
    pub fn set_disconnected(&self, is_disconnected: bool) {
        if !is_disconnected {
            tell_window(BACK);
        }
        if self.is_disconnected.get_untracked() != is_disconnected {
            self.is_disconnected.set(is_disconnected);
        }
    }
}
