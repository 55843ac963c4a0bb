//! Reports that something didn't work that the reader asked for by a tap.

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

/// A [`Failures`] from the contexts.
pub fn use_failures() -> Failures {
    Failures {
        session: use_session(),
        toasts: use_toasts(),
    }
}

impl Failures {
    /// Shows the error as a toast, in the reader's language. If the session has ended, the page
    /// reloads instead.
    pub fn tell(&self, error: ApiError) {
        self.session.notice(&error);
        self.toasts.fail(error);
    }
}

/// Runs a screen's callback, unless the screen is gone: the reader may have gone to another one
/// meanwhile.
pub fn tell_screen<T: 'static>(screen: Callback<T>, news: T) {
    screen.try_run(news);
}
