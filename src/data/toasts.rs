//! Short messages at the bottom of the screen.

mod toast_stack;

use std::time::Duration;

use leptos::prelude::*;
pub use toast_stack::{ToastStack, ToastView};

use super::api::ApiError;
use crate::text::Language;

/// How long a message stays.
const SHOWN_FOR: Duration = Duration::from_secs(6);

/// A message.
#[derive(Clone)]
pub struct Toast {
    /// Names it among the others.
    pub id: u32,
    /// What it says, in any language.
    pub message: fn(Language) -> &'static str,
    /// What didn't work; said instead.
    pub error: Option<ApiError>,
    /// What can be done about it.
    pub action: Option<ToastAction>,
}

/// A button within a message.
#[derive(Clone, Copy)]
pub struct ToastAction {
    /// What it says, in any language.
    pub label: fn(Language) -> &'static str,
    /// What it does.
    pub run: Callback<()>,
}

/// The messages on the screen, the oldest first.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    last_id: StoredValue<u32>,
}

/// Makes the messages available.
pub fn provide_toasts() {
    provide_context(Toasts {
        shown: RwSignal::new(Vec::new()),
        last_id: StoredValue::new(0),
    });
}

/// The messages.
pub fn use_toasts() -> Toasts {
    expect_context()
}

impl Toasts {
    /// The messages on the screen.
    pub fn shown(&self) -> Signal<Vec<Toast>> {
        self.shown.into()
    }

    /// Says something for a few seconds.
    pub fn say(&self, message: fn(Language) -> &'static str) {
        self.add(
            Toast {
                id: 0,
                message,
                error: None,
                action: None,
            },
            SHOWN_FOR,
        );
    }

    /// Says what didn't work.
    pub fn fail(&self, error: ApiError) {
        self.add(
            Toast {
                id: 0,
                message: |language| language.text().action_failed,
                error: Some(error),
                action: None,
            },
            SHOWN_FOR,
        );
    }

    /// Offers something for as long as it can be done.
    pub fn offer(
        &self,
        message: fn(Language) -> &'static str,
        action: ToastAction,
        shown_for: Duration,
    ) {
        self.add(
            Toast {
                id: 0,
                message,
                error: None,
                action: Some(action),
            },
            shown_for,
        );
    }

    /// Takes a message away.
    pub fn dismiss(&self, id: u32) {
        self.shown
            .update(|shown| shown.retain(|toast| toast.id != id));
    }

    fn add(&self, toast: Toast, shown_for: Duration) {
        let id = self.last_id.get_value() + 1;
        self.last_id.set_value(id);
        self.shown.update(|shown| shown.push(Toast { id, ..toast }));
        let toasts = *self;
        set_timeout(move || toasts.dismiss(id), shown_for);
    }
}
