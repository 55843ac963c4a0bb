//! Sends a form: checks it by the server's own rule first, sends one request at a time, and keeps
//! the error to show in the form.

use leptos::prelude::*;
use life_circle_wire::{Check as _, Endpoint};

use super::api::{Api, ApiError, new_key, use_api};
use super::session::{Session, use_session};
use super::toasts::{Toasts, use_toasts};
use crate::reactive::spawn;
use crate::text::graphemes;

/// The state of a form that can be sent.
#[derive(Clone, Copy)]
pub struct Sending {
    /// Whether a request is running.
    pub is_busy: RwSignal<bool>,
    /// The error of the last try; `None` if there was none.
    pub error: RwSignal<Option<ApiError>>,
    /// The `Idempotency-Key`. It stays the same until the server has answered, so that a repeated
    /// try takes effect once.
    key: StoredValue<String>,
    api: Api,
    session: Session,
    toasts: Toasts,
}

/// The state of a form that hasn't been sent yet.
pub fn use_sending() -> Sending {
    Sending {
        is_busy: RwSignal::new(false),
        error: RwSignal::new(None),
        key: StoredValue::new(new_key()),
        api: use_api(),
        session: use_session(),
        toasts: use_toasts(),
    }
}

impl Sending {
    /// Checks and sends the request, then calls `then` with the answer.
    pub fn send<E: Endpoint>(
        self,
        argument: E::Argument,
        request: E::Request,
        then: impl FnOnce(E::Response) + 'static,
    ) {
        if let Err(refusal) = request.check(graphemes) {
            self.error.set(Some(ApiError::Refused {
                code: refusal.code,
                field: Some(refusal.field.to_owned()),
            }));
            return;
        }
        self.run(async move {
            let key = E::IS_KEYED.then(|| self.key.get_value());
            let answer = self
                .api
                .write::<E>(&argument, &request, key.as_deref())
                .await;
            // With the same key, the server would only repeat this answer.
            if answer
                .as_ref()
                .err()
                .is_none_or(|error| error.code().is_some() && !error.is_passing())
            {
                self.key.try_set_value(new_key());
            }
            answer.map(then)
        });
    }

    /// Like [`Self::send`], for work that makes several calls. Does nothing while other work is
    /// running.
    pub fn run(self, work: impl Future<Output = Result<(), ApiError>> + 'static) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.error.set(None);
        spawn(async move {
            if let Err(error) = work.await {
                self.session.notice(&error);
                // The form shows the error; if the form is closed, a toast does.
                if let Some(Some(error)) = self.error.try_set(Some(error)) {
                    self.toasts.fail(error);
                }
            }
            self.is_busy.try_set(false);
        });
    }
}
