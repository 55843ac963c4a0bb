//! The person who is signed in.

use leptos::prelude::*;
use life_circle_wire::accounts::{Me, ReadSession, Session as Current, SignOut};
use life_circle_wire::{NoArgument, NoQuery, Nothing, PersonId};

use super::api::{Api, ApiError, use_api};
use super::storage;
use crate::reactive::{on_window_event, spawn_local};

/// The state of the session: who is signed in, as far as the page knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// The server hasn't answered yet.
    Loading,
    /// The server can't be reached, or something else answers.
    Unreachable(ApiError),
    /// Nobody is signed in.
    SignedOut,
    /// This person is signed in.
    SignedIn(Me),
}

/// The session, as a context.
#[derive(Clone, Copy)]
pub struct Session {
    state: RwSignal<SessionState>,
    api: Api,
}

/// The storage name by which the tabs of a browser tell each other who is signed in.
const SIGNED_IN: &str = "signed-in";

/// Makes the session available and asks the server.
pub fn provide_session() -> Session {
    let session = Session {
        state: RwSignal::new(SessionState::Loading),
        api: use_api(),
    };
    provide_context(session);
    session
        .api
        .when_signed_out(Callback::new(move |()| session.end()));
    session.ask();
    on_window_event("storage", move || session.compare());
    session
}

/// The [`Session`] from the context.
pub fn use_session() -> Session {
    expect_context()
}

impl Session {
    /// The state of the session, as a signal.
    pub fn state(&self) -> Signal<SessionState> {
        self.state.into()
    }

    /// Asks the server who is signed in.
    pub fn ask(&self) {
        let session = *self;
        session.state.set(SessionState::Loading);
        spawn_local(async move {
            match session
                .api
                .read::<ReadSession>(&NoArgument, &NoQuery {})
                .await
            {
                Ok(Current { me: Some(me), .. }) => session.sign_in(me),
                Ok(Current { me: None, .. }) => session.state.set(SessionState::SignedOut),
                Err(error) => session.state.set(SessionState::Unreachable(error)),
            }
        });
    }

    /// Notes that this person has signed in, here and for the other tabs.
    pub fn sign_in(&self, me: Me) {
        self.api.set_person(Some(me.person.id));
        storage::keep(SIGNED_IN, Some(&me.person.id.to_string()));
        self.update(me);
    }

    /// Shows the signed-in person as the server has saved them.
    pub fn update(&self, me: Me) {
        self.state.set(SessionState::SignedIn(me));
    }

    /// Ends the session on the server, and tells the other tabs. An error means that the server
    /// hasn't done it.
    pub async fn sign_out(&self) -> Result<(), ApiError> {
        match self
            .api
            .write::<SignOut>(&NoArgument, &Nothing {}, None)
            .await
        {
            Ok(_) | Err(ApiError::SignedOut) => {
                storage::keep(SIGNED_IN, None);
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    /// The session has ended: reloads the page, so that nothing of this person stays in memory for
    /// the next one. Texts that they were writing are stored under their id.
    fn end(&self) {
        if self.me().is_some() {
            storage::keep(SIGNED_IN, None);
            reload_page();
        }
    }

    /// Reloads the page if another tab has signed in or out.
    fn compare(&self) {
        if let SessionState::Loading | SessionState::Unreachable(_) = self.state.get_untracked() {
            return;
        }
        if storage::read(SIGNED_IN) != self.me().map(|me| me.person.id.to_string()) {
            reload_page();
        }
    }

    /// The signed-in person, without tracking changes. `None` if nobody is signed in.
    pub fn me(&self) -> Option<Me> {
        match self.state.get_untracked() {
            SessionState::SignedIn(me) => Some(me),
            _ => None,
        }
    }

    /// Whether this is the signed-in person.
    pub fn is_me(&self, person: PersonId) -> bool {
        self.me().is_some_and(|me| me.person.id == person)
    }
}

fn reload_page() {
    // It fails only for a page that isn't shown any more.
    window().location().reload().ok();
}
