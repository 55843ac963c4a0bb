//! Whether the browser has a network, and whether events arrive.

use leptos::prelude::*;

use crate::reactive::{effect, on_window_event};

/// Whether the browser has a network, and, separately, whether the server's events arrive.
#[derive(Clone, Copy)]
pub struct Connection {
    is_online: RwSignal<bool>,
    is_disconnected: RwSignal<bool>,
    is_back: RwSignal<()>,
}

/// Provides the [`Connection`] as a context, and listens to the browser.
pub fn provide_connection() {
    let is_online = RwSignal::new(window().navigator().on_line());
    let is_back = RwSignal::new(());
    on_window_event("online", move || {
        is_online.set(true);
        is_back.set(());
    });
    on_window_event("offline", move || is_online.set(false));
    provide_context(Connection {
        is_online,
        is_disconnected: RwSignal::new(false),
        is_back,
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

    /// Runs `action` each time that the connection may be back, until the current owner is cleaned
    /// up.
    pub fn when_back(&self, action: impl Fn() + 'static) {
        let is_back = self.is_back;
        let mut is_first = true;
        effect(move || {
            is_back.track();
            if !std::mem::take(&mut is_first) {
                action();
            }
        });
    }

    /// Sets whether events don't arrive at the moment.
    pub fn set_disconnected(&self, is_disconnected: bool) {
        if !is_disconnected {
            self.is_back.set(());
        }
        if self.is_disconnected.get_untracked() != is_disconnected {
            self.is_disconnected.set(is_disconnected);
        }
    }
}
