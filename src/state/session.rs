//! Who is signed in.

use leptos::prelude::*;
use life_circle_wire::accounts::{Me, ReadSession, SignOut};
use life_circle_wire::{NoArgument, NoQuery, Nothing, PersonId};

use crate::api::{Api, ApiError, use_api};
use crate::erased::spawn;

/// Who is signed in, as far as the page knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// It asks.
    Loading,
    /// The server can't be reached, or isn't one.
    Unreachable(ApiError),
    /// Nobody.
    SignedOut,
    /// This person.
    SignedIn(Me),
}

/// The session.
#[derive(Clone, Copy)]
pub struct Session {
    state: RwSignal<SessionState>,
    api: Api,
}

/// Makes the session available and asks the server.
pub fn provide_session() -> Session {
    let session = Session { state: RwSignal::new(SessionState::Loading), api: use_api() };
    provide_context(session);
    session.ask();
    session
}

/// The session.
pub fn use_session() -> Session {
    expect_context()
}

impl Session {
    /// Who is signed in.
    pub fn state(&self) -> Signal<SessionState> {
        self.state.into()
    }

    /// Asks the server who is signed in.
    pub fn ask(&self) {
        let session = *self;
        session.state.set(SessionState::Loading);
        spawn(async move {
            let state = match session.api.read::<ReadSession>(&NoArgument, &NoQuery {}).await {
                Ok(answer) => answer.me.map_or(SessionState::SignedOut, SessionState::SignedIn),
                Err(error) => SessionState::Unreachable(error),
            };
            session.state.set(state);
        });
    }

    /// Somebody has signed in.
    pub fn sign_in(&self, me: Me) {
        self.state.set(SessionState::SignedIn(me));
    }

    /// Signs out here and on the server; gives whether the server knows.
    pub async fn sign_out(&self) -> Result<(), ApiError> {
        match self.api.write::<SignOut>(&NoArgument, &Nothing {}, None).await {
            Ok(_) | Err(ApiError::SignedOut) => {
                self.state.set(SessionState::SignedOut);
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    /// Learns from any call that the session has ended.
    pub fn notice(&self, error: &ApiError) {
        if *error == ApiError::SignedOut {
            self.state.set(SessionState::SignedOut);
        }
    }

    /// The signed-in person, where there must be one.
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
