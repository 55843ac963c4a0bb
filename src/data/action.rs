//! Something that a button or a form sends: once at a time, with the result.

pub mod wish;

use std::pin::Pin;

use leptos::prelude::*;
use life_circle_wire::{Check as _, Endpoint, ErrorCode};

use super::api::{Api, ApiError, new_key, use_api};
use super::toasts::{Toasts, use_toasts};
use crate::reactive::spawn_local;
use crate::text::graphemes;

/// The state of a button or a form that sends.
#[derive(Clone, Copy)]
pub struct Action {
    /// Whether a request is running.
    pub is_busy: RwSignal<bool>,
    /// The error of the last try of a form; `None` if there was none. A button's error is a toast.
    pub error: RwSignal<Option<ApiError>>,
    /// `true` if an error is shown next to the form's fields.
    is_form: bool,
    /// The `Idempotency-Key`. It stays the same until the server has answered, so that a repeated
    /// try takes effect once.
    key: StoredValue<String>,
    api: Api,
    toasts: Toasts,
}

/// For a button: an error is shown as a toast.
pub fn use_action() -> Action {
    Action {
        is_busy: RwSignal::new(false),
        error: RwSignal::new(None),
        is_form: false,
        key: StoredValue::new(new_key()),
        api: use_api(),
        toasts: use_toasts(),
    }
}

/// For a form: an error is shown next to its fields, as long as the form is open.
pub fn use_form_action() -> Action {
    Action {
        is_form: true,
        ..use_action()
    }
}

impl Action {
    /// Sends a request, unless one is running. It is checked by the server's own rule first. `then`
    /// gets the answer.
    pub fn send<E: Endpoint>(
        self,
        argument: E::Argument,
        request: E::Request,
        then: impl FnOnce(E::Response) + 'static,
    ) {
        if let Err(refusal) = request.check(graphemes) {
            self.fail(ApiError::Refused {
                code: refusal.code,
                field: Some(refusal.field.to_owned()),
            });
            return;
        }
        self.run(async move {
            let key = E::IS_KEYED.then(|| self.key());
            let answer = self
                .api
                .write::<E>(&argument, &request, key.as_deref())
                .await;
            self.note_outcome(answer.as_ref().err());
            answer.map(then)
        });
    }

    fn key(self) -> String {
        self.key.try_get_value().unwrap_or_else(new_key)
    }

    /// Chooses another key once the server has answered: under the same key it would repeat its
    /// answer.
    fn note_outcome(self, error: Option<&ApiError>) {
        let is_final = |error: &ApiError| error.code().is_some() && !error.is_passing();
        if error.is_none_or(is_final) {
            self.key.try_set_value(new_key());
        }
    }

    /// Does work that takes several requests, unless some is running. It also works after the
    /// screen of the button or form was closed: a first request may have taken that long.
    pub fn run(self, work: impl Future<Output = Result<(), ApiError>> + 'static) {
        self.start(Box::pin(work));
    }

    /// Does work of any type: this code is compiled once.
    fn start(self, work: Pin<Box<dyn Future<Output = Result<(), ApiError>>>>) {
        if self.is_busy.try_get_untracked() == Some(true) {
            return;
        }
        self.is_busy.try_set(true);
        self.error.try_set(None);
        spawn_local(async move {
            if let Err(error) = work.await {
                self.fail(error);
            }
            self.is_busy.try_set(false);
        });
    }

    /// Whether the server refused the last try of a form with this code.
    pub fn is_refused(&self, code: ErrorCode) -> bool {
        self.error
            .with(|error| error.as_ref().is_some_and(|error| error.is_refusal(code)))
    }

    fn fail(self, error: ApiError) {
        let unshown = if self.is_form {
            // It comes back if the form has been closed meanwhile.
            self.error.try_set(Some(error)).flatten()
        } else {
            Some(error)
        };
        if let Some(error) = unshown {
            self.toasts.fail(error);
        }
    }
}

/// Runs a screen's callback, unless the screen is gone: the reader may have gone to another one
/// meanwhile.
pub fn tell_screen<T: 'static>(screen: Callback<T>, news: T) {
    screen.try_run(news);
}
