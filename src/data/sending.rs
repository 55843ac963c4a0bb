//! A form on its way to the server: checked by the server's own rule before it goes, once at a time, with what came of
//! it beside it.

use leptos::prelude::*;
use life_circle_wire::{Check as _, Endpoint};

use super::api::{Api, ApiError, new_key, use_api};
use super::session::{Session, use_session};
use super::toasts::{Toasts, use_toasts};
use crate::reactive::spawn;
use crate::text::graphemes;

/// What a form sends.
#[derive(Clone, Copy)]
pub struct Sending {
    /// Whether it is on its way.
    pub is_busy: RwSignal<bool>,
    /// Why the last try came to nothing.
    pub error: RwSignal<Option<ApiError>>,
    /// Stays until the server has answered, so that what is tried again is done once.
    key: StoredValue<String>,
    api: Api,
    session: Session,
    toasts: Toasts,
}

/// For a form that nothing has been sent from.
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
    /// Sends it, and does what is to be done with the answer.
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
            // What the server has answered it would answer again under the same key.
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

    /// The same for what is sent in several calls.
    pub fn run(self, work: impl Future<Output = Result<(), ApiError>> + 'static) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.error.set(None);
        spawn(async move {
            if let Err(error) = work.await {
                self.session.notice(&error);
                // Said where it was asked for, if that is still open.
                if let Some(Some(error)) = self.error.try_set(Some(error)) {
                    self.toasts.fail(error);
                }
            }
            self.is_busy.try_set(false);
        });
    }
}
