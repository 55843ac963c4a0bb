//! Parts of the page that may be loaded when somebody first opens them. `app/loaders.rs` loads and
//! draws them; screens only name them.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use leptos::prelude::*;
use life_circle_wire::{Handle, MomentId, Topic};

use crate::data::api::ApiError;
use crate::data::load::{loaded, use_load};
use crate::routing::Next;

/// A part, and what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Signing in, signing up, recovering an account, and invitations.
    Account(AccountScreen),
    /// The form to write a moment in.
    Composer,
    /// What waits to be sent: comments under a moment, or `None` for moments.
    Outgoing(Option<MomentId>),
    /// The pill that offers newly arrived moments.
    Pill,
    /// The full-screen view of photos.
    Lightbox,
    /// Links and QR codes for making friends.
    Links(LinksScreen),
    /// All other screens without the feed, and the suggestions on Home.
    Screens(LaterScreen),
}

/// A screen for somebody who isn't signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountScreen {
    /// Signing in, and where to go then.
    SignIn(Next),
    /// Signing up, and where to go then.
    SignUp(Next),
    /// A link that makes friends.
    Invitation,
    /// Setting a new password with a recovery code.
    Recover,
}

/// A screen about links that make friends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinksScreen {
    /// My links, and the scanner.
    AddFriend,
    /// A link that was opened.
    Link,
}

/// A screen without the feed, for somebody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LaterScreen {
    /// The list of my friends.
    Friends,
    /// One moment with its comments.
    Moment(MomentId),
    /// One person with their album.
    Person(Handle),
    /// My account and my album.
    Me,
    /// What happened that concerns me.
    Notifications,
    /// My moments as this person sees them.
    ViewAs(Handle),
    /// The list of my tags.
    Tags,
    /// The people whom I blocked.
    Blocked,
    /// How I protect my account.
    Security,
    /// The screen to search moments in.
    Search,
    /// The moments of a topic.
    Topic(Topic),
    /// People whom I may know: on Home, below what is there at first.
    Suggestions,
}

/// Draws a part that is loaded.
pub type Draw = Arc<dyn Fn() -> AnyView + Send + Sync>;
/// A part on its way.
pub type Loading = Pin<Box<dyn Future<Output = Result<Draw, ApiError>>>>;

#[derive(Clone, Copy)]
struct Loader(fn(Part) -> Loading);

/// Says how parts are loaded.
pub fn provide_loader(load: fn(Part) -> Loading) {
    provide_context(Loader(load));
}

impl Part {
    /// Shows the part as soon as it is there.
    pub fn show(self) -> AnyView {
        let Loader(load) = expect_context();
        let part = use_load(move || load(self.clone()));
        loaded(part, |draw: Draw| draw())
    }
}

#[derive(Clone, Copy)]
struct Ahead(RwSignal<bool>);

/// Makes it known whether loading ahead has begun.
pub fn provide_ahead(is_ahead: RwSignal<bool>) {
    provide_context(Ahead(is_ahead));
}

/// Whether loading ahead has begun: from then on, showing parts on a screen doesn't delay the first
/// screen.
pub fn use_is_ahead() -> Signal<bool> {
    expect_context::<Ahead>().0.into()
}
