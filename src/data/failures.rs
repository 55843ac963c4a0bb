//! What is said when something that was asked for by a tap didn't work.

use leptos::prelude::*;

use super::api::ApiError;
use super::session::{Session, use_session};
use super::toasts::{Toasts, use_toasts};

/// Says what didn't work.
#[derive(Clone, Copy)]
pub struct Failures {
    session: Session,
    toasts: Toasts,
}

/// The way to say it.
pub fn use_failures() -> Failures {
    Failures {
        session: use_session(),
        toasts: use_toasts(),
    }
}

impl Failures {
    /// Says why, in the reader's language; when the session has ended, the page begins anew instead.
    pub fn tell(&self, error: ApiError) {
        self.session.notice(&error);
        self.toasts.fail(error);
    }
}

/// Tells a screen that something is done, if it is still there: who asked may have gone on meanwhile.
pub fn tell_screen<T: 'static>(screen: Callback<T>, news: T) {
    screen.try_run(news);
}
