//! Short messages at the bottom of the screen.

mod toast_stack;

use std::time::Duration;

use leptos::prelude::*;
pub use toast_stack::ToastStack;

use super::api::ApiError;
use crate::text::Language;

/// How long a message stays.
const SHOWN_FOR: Duration = Duration::from_secs(6);

/// A short message, with an error or an action.
#[derive(Clone)]
pub struct Toast {
    /// Identifies the message among the others.
    pub id: u32,
    /// The text, for each language.
    pub message: fn(Language) -> &'static str,
    /// The error to show instead of the text.
    pub error: Option<ApiError>,
    /// A button to act on the message.
    pub action: Option<ToastAction>,
}

/// A button within a message.
#[derive(Clone, Copy)]
pub struct ToastAction {
    /// The label, for each language.
    pub label: fn(Language) -> &'static str,
    /// What the button does.
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

/// The [`Toasts`] from the context.
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
                message: |language| language.text().common.action_failed,
                error: Some(error),
                action: None,
            },
            SHOWN_FOR,
        );
    }

    /// Shows a message with a button, for as long as the action is possible.
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

    /// Removes a message from the screen.
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
