//! Whether the browser has a network.

use leptos::prelude::*;

use crate::reactive::on_window;

/// Whether the browser has a network; that the server answers is another matter.
#[derive(Clone, Copy)]
pub struct Connection {
    is_online: RwSignal<bool>,
    is_behind: RwSignal<bool>,
}

/// Makes it available and listens to the browser.
pub fn provide_connection() {
    let is_online = RwSignal::new(window().navigator().on_line());
    on_window("online", move || is_online.set(true));
    on_window("offline", move || is_online.set(false));
    provide_context(Connection {
        is_online,
        is_behind: RwSignal::new(false),
    });
}

/// The connection.
pub fn use_connection() -> Connection {
    expect_context()
}

impl Connection {
    /// Whether there is a network.
    pub fn is_online(&self) -> Signal<bool> {
        self.is_online.into()
    }

    /// Whether what happens on the server doesn't come by itself just now.
    pub fn is_behind(&self) -> Signal<bool> {
        self.is_behind.into()
    }

    /// Notes that.
    pub fn set_behind(&self, is_behind: bool) {
        if self.is_behind.get_untracked() != is_behind {
            self.is_behind.set(is_behind);
        }
    }
}
