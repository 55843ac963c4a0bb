//! Short messages at the bottom of the screen.

mod toast_stack;

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
pub use toast_stack::ToastStack;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

use super::api::ApiError;
use super::error_note::says_why;
use crate::text::Language;

/// How long a message stays.
const SHOWN_FOR: Duration = Duration::from_secs(6);

/// A short message, sometimes with a button.
#[derive(Clone)]
pub struct Toast {
    /// Identifies the toast among the others.
    pub id: u32,
    /// What it says.
    pub message: Message,
    /// A button to act on the message.
    pub action: Option<ToastAction>,
}

/// What a toast says.
#[derive(Clone)]
pub enum Message {
    /// A text, for each language.
    Text(fn(Language) -> &'static str),
    /// What an error means.
    Error(ApiError),
}

/// A button within a message.
#[derive(Clone, Copy)]
pub struct ToastAction {
    /// The label, for each language.
    pub label: fn(Language) -> &'static str,
    /// What the button does.
    pub run: Callback<()>,
    /// Whether it takes something back: then Control + Z does it, too.
    pub is_undo: bool,
}

/// The toasts on the screen, the oldest first.
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
        self.add(Message::Text(message), None, SHOWN_FOR);
    }

    /// Says what didn't work.
    pub fn fail(&self, error: ApiError) {
        self.add(Message::Error(error), None, SHOWN_FOR);
    }

    /// Says why something didn't work, or `what` didn't work if the error doesn't say why.
    pub fn fail_at(&self, error: ApiError, what: fn(Language) -> &'static str) {
        if says_why(&error) {
            self.fail(error);
        } else {
            self.say(what);
        }
    }

    /// Shows a message with a button, for as long as the action is possible.
    pub fn offer(
        &self,
        message: fn(Language) -> &'static str,
        action: ToastAction,
        shown_for: Duration,
    ) {
        self.add(Message::Text(message), Some(action), shown_for);
    }

    /// Undoes what the newest message offers to undo when somebody presses Control + Z, as if they
    /// had tapped its button, which is far away for a keyboard. In a field, the key is for the
    /// field.
    pub fn act_on_undo_key(&self) {
        let toasts = *self;
        let listener = window_event_listener(ev::keydown, move |event| {
            let is_undo = (event.ctrl_key() || event.meta_key()) && event.key() == "z";
            let in_field = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .is_some_and(|target| target.matches("input, textarea").unwrap_or(false));
            if !is_undo || in_field {
                return;
            }
            let offer = toasts.shown.with_untracked(|shown| {
                let mut newest = shown.iter().rev();
                newest.find_map(|toast| {
                    let undo = toast.action.filter(|action| action.is_undo);
                    Some((toast.id, undo?))
                })
            });
            if let Some((id, action)) = offer {
                event.prevent_default();
                toasts.dismiss(id);
                action.run.run(());
            }
        });
        on_cleanup(move || listener.remove());
    }

    /// Removes a message from the screen.
    pub fn dismiss(&self, id: u32) {
        self.shown
            .update(|shown| shown.retain(|toast| toast.id != id));
    }

    fn add(&self, message: Message, action: Option<ToastAction>, shown_for: Duration) {
        let id = self.last_id.get_value() + 1;
        self.last_id.set_value(id);
        let toast = Toast {
            id,
            message,
            action,
        };
        self.shown.update(|shown| shown.push(toast));
        let toasts = *self;
        set_timeout(move || toasts.dismiss(id), shown_for);
    }
}
