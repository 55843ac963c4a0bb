//! The person who is signed in.

use leptos::prelude::*;
use life_circle_wire::accounts::{Me, ReadSession, Session as Current, SignOut};
use life_circle_wire::{Endpoint as _, NoArgument, NoQuery, Nothing, PersonId};

use super::api::{Api, ApiError, Source, json, kept, use_api};
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
            session.show_kept().await;
            let answer = session.read(Source::Server).await;
            let known = session.me();
            match answer.map(|current| current.me) {
                Ok(Some(me))
                    if known
                        .as_ref()
                        .is_none_or(|known| me.person.id == known.person.id) =>
                {
                    session.sign_in(me);
                }
                // The session of the person who is shown has ended while the page was closed.
                Ok(_) if known.is_some() => session.end(),
                Ok(_) => {
                    kept::forget().await;
                    session.state.set(SessionState::SignedOut);
                }
                Err(_) if known.is_some() => {}
                Err(error) => session.state.set(SessionState::Unreachable(error)),
            }
        });
    }

    /// Goes on as the person who was signed in last, until the server says otherwise. What they see
    /// meanwhile is what this browser has kept for them.
    async fn show_kept(&self) {
        let last = storage::read(SIGNED_IN).and_then(|id| id.parse().ok());
        let Some(last) = last else { return };
        self.api.set_person(Some(last));
        let kept = self.read(Source::Kept(StoredValue::new(None))).await;
        match kept {
            Ok(Current { me: Some(me), .. }) if me.person.id == last => {
                kept::begin(last);
                self.state.set(SessionState::SignedIn(me));
            }
            _ => self.api.set_person(None),
        }
    }

    async fn read(&self, source: Source) -> Result<Current, ApiError> {
        self.api
            .read_from::<ReadSession>(source, &NoArgument, &NoQuery {})
            .await
    }

    /// Notes that this person has signed in, here and for the other tabs.
    pub fn sign_in(&self, me: Me) {
        self.api.set_person(Some(me.person.id));
        storage::keep(SIGNED_IN, Some(&me.person.id.to_string()));
        kept::begin(me.person.id);
        self.update(me);
    }

    /// Shows the signed-in person as the server has saved them.
    pub fn update(&self, me: Me) {
        if self.me().as_ref() == Some(&me) {
            return;
        }
        let current = Current {
            me: Some(me.clone()),
            is_by_invitation: false,
        };
        if let Ok(text) = json::write(&current) {
            kept::keep(me.person.id, ReadSession::PATH, &text);
        }
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
                self.leave().await;
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    /// Nobody is signed in any more: tells the other tabs, and deletes what this browser keeps of
    /// what was seen. Then the page must be left. Until then, what it sends names the person as
    /// before: it mustn't be taken for somebody who has signed in meanwhile.
    pub async fn leave(&self) {
        storage::keep(SIGNED_IN, None);
        kept::forget_written();
        kept::forget().await;
    }

    /// The session has ended: reloads the page, so that nothing of this person stays in memory for
    /// the next one, nor what this browser keeps for them. Texts that they were writing are stored
    /// under their id.
    fn end(&self) {
        let session = *self;
        if session.me().is_some() {
            spawn_local(async move {
                session.leave().await;
                reload_page();
            });
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
