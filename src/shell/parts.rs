//! Parts of the page that are loaded when somebody first opens them.
//!
//! `cargo xtask build` sets the configuration `split`: code that only one part needs is then in a
//! file of its own (`docs/decisions/size-of-the-page.md`). Otherwise, as with plain `trunk serve`,
//! the page is one file.

use std::pin::Pin;
use std::time::Duration;

use leptos::prelude::*;

use crate::account::security::SecurityScreen;
use crate::account::signing_in::{InvitationScreen, RecoverScreen, SignInScreen, SignUpScreen};
use crate::data::api::ApiError;
use crate::data::error_note::ErrorNote;
use crate::data::load::{Load, use_load};
use crate::inbox::NotificationsScreen;
use crate::kit::{When, adopt, dynamic};
use crate::live::{Live, use_live};
use crate::moments::MomentScreen;
use crate::moments::compose::ComposerForm;
use crate::moments::feed::lists::use_lists;
use crate::moments::feed::{NewMomentsPill, TopicScreen, ViewAsScreen};
use crate::moments::photos::Lightbox;
use crate::outbox::{Outbox, SendLetters, sending};
use crate::people::SuggestionList;
use crate::people::blocks::BlockedScreen;
use crate::people::links::{AddFriendScreen, Decode, LinkScreen, decode};
use crate::people::tags::TagsScreen;
use crate::reactive::{derive, spawn};
use crate::routing::Route;
use crate::screens::{FriendsScreen, MeScreen, PersonScreen};
use crate::text::say;

/// Draws a part for a route.
type Draw = fn(Route) -> AnyView;

/// A part that may still have to be loaded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Signing in, signing up, recovering an account, and invitations.
    Account,
    /// The form to write a moment in.
    Composer,
    /// The pill that offers newly arrived moments.
    Pill,
    /// The full-screen view of photos.
    Lightbox,
    /// Links and QR codes for making friends.
    Links,
    /// All other screens without the feed, and the suggestions on Home.
    Screens,
}

/// Declares the function that loads each part: at once, or over the network if the part is in a
/// file of its own.
macro_rules! loaders {
    ($($loader:ident($module:ident): $what:ty => $value:expr;)+) => {$(
        #[cfg(split)]
        #[leptos::wasm_split::wasm_split($module, wasm_split_path = ::leptos::wasm_split, fallible)]
        fn $loader() -> Result<$what, ApiError> {
            Ok($value)
        }

        #[cfg(not(split))]
        async fn $loader() -> Result<$what, ApiError> {
            Ok($value)
        }
    )+};
}

loaders! {
    load_account(account): Draw => {
        adopt_common();
        |route| match route {
            Route::SignUp(next) => view! { <SignUpScreen next /> }.into_any(),
            Route::SignIn(next) => view! { <SignInScreen next /> }.into_any(),
            Route::Link => view! { <InvitationScreen /> }.into_any(),
            Route::Recover => view! { <RecoverScreen /> }.into_any(),
            _ => ().into_any(),
        }
    };
    load_links(links): Draw => {
        adopt_common();
        |route| match route {
            Route::AddFriend => {
                view! { <AddFriendScreen decoder=|| Box::pin(load_decode()) /> }.into_any()
            }
            _ => view! { <LinkScreen /> }.into_any(),
        }
    };
    load_decode(decoder): Decode => decode;
    load_composer(composer): Draw => {
        adopt_common();
        adopt(include_str!("../../style/composer.css"));
        |_| view! { <ComposerForm /> }.into_any()
    };
    // The next two are needed soon after the first screen, and are small.
    load_send_letters(composer): SendLetters => sending::send_letters;
    load_listen(composer): Listen => Live::listen;
    load_pill(composer): Draw => {
        adopt(include_str!("../../style/pill.css"));
        |_| view! { <NewMomentsPill /> }.into_any()
    };
    load_lightbox(lightbox): Draw => {
        adopt(include_str!("../../style/lightbox.css"));
        |_| view! { <Lightbox /> }.into_any()
    };
    load_screens(screens): Draw => {
        adopt_common();
        adopt(include_str!("../../style/notifications.css"));
        |route| match route {
            Route::Friends => view! { <FriendsScreen /> }.into_any(),
            Route::Moment(id) => view! { <MomentScreen id /> }.into_any(),
            Route::Person(handle) => view! { <PersonScreen handle /> }.into_any(),
            Route::Me => view! { <MeScreen /> }.into_any(),
            Route::Notifications => view! { <NotificationsScreen /> }.into_any(),
            Route::ViewAs(handle) => view! { <ViewAsScreen handle /> }.into_any(),
            Route::Tags => view! { <TagsScreen /> }.into_any(),
            Route::Blocked => view! { <BlockedScreen /> }.into_any(),
            Route::Security => view! { <SecurityScreen /> }.into_any(),
            Route::Topic(topic) => view! { <TopicScreen topic /> }.into_any(),
            // On Home, shown below what is there at first.
            Route::Home => view! { <SuggestionList /> }.into_any(),
            _ => ().into_any(),
        }
    };
}

/// The styles that several parts need and the first screen doesn't.
fn adopt_common() {
    adopt(include_str!("../../style/forms.css"));
    adopt(include_str!("../../style/account.css"));
    adopt(include_str!("../../style/friends.css"));
    adopt(include_str!("../../style/links.css"));
}

/// How long after the start of a session the parts are loaded ahead: by then the first screen is
/// shown.
const AHEAD: Duration = Duration::from_secs(6);

/// A context: whether loading ahead has begun.
#[derive(Clone, Copy)]
pub struct Ahead(RwSignal<bool>);

/// Whether loading ahead has begun: from then on, showing parts on a screen doesn't delay the first
/// screen.
pub fn use_is_ahead() -> Signal<bool> {
    expect_context::<Ahead>().0.into()
}

/// Listens to what happens on the server.
type Listen = fn(Live);

/// The pill with the moments that arrived since the feed was read; nothing if none arrived.
#[component]
pub fn Arrivals() -> impl IntoView {
    let arrived = use_lists().arrived;
    view! {
        <When is=derive(move || {
            arrived.with(|arrived| !arrived.is_empty())
        })>{Part::Pill.show(Route::Home)}</When>
    }
}

/// Loads parts, a little later, so that they open without waiting and without a network. Also
/// starts to listen to events.
pub fn load_ahead() {
    let (live, is_ahead) = (use_live(), RwSignal::new(false));
    provide_context(Ahead(is_ahead));
    let timer = load_later(&live, is_ahead);
    on_cleanup(move || timer.iter().for_each(TimeoutHandle::clear));
}

fn load_later(live: &Live, is_ahead: RwSignal<bool>) -> Option<TimeoutHandle> {
    let live = *live;
    let load = move || {
        is_ahead.set(true);
        spawn(async move {
            match load_listen().await {
                Ok(listen) => listen(live),
                // Without listening, events would be missed. If loading fails, all of this is tried
                // again later.
                Err(_) => drop(load_later(&live, is_ahead)),
            }
        });
        for part in [Part::Composer, Part::Screens, Part::Lightbox] {
            // If this fails, opening the part tries again and shows the error.
            spawn(async move { drop(part.load().await) });
        }
    };
    set_timeout_with_handle(load, AHEAD).ok()
}

/// Sends what waits in the outbox. The code for that is loaded together with the composer.
pub fn send_letters(outbox: &Outbox) -> Pin<Box<dyn Future<Output = Result<(), ApiError>>>> {
    let outbox = *outbox;
    Box::pin(async move { load_send_letters().await?(&outbox).await })
}

impl Part {
    fn load(self) -> Pin<Box<dyn Future<Output = Result<Draw, ApiError>>>> {
        match self {
            Self::Account => Box::pin(load_account()),
            Self::Composer => Box::pin(load_composer()),
            Self::Links => Box::pin(load_links()),
            Self::Pill => Box::pin(load_pill()),
            Self::Lightbox => Box::pin(load_lightbox()),
            Self::Screens => Box::pin(load_screens()),
        }
    }

    /// Shows the part as soon as it is there.
    pub fn show(self, route: Route) -> AnyView {
        let part = use_load(move || self.load());
        dynamic(move || match part.get() {
            Load::Loading => view! {
                <p class="list-loading" role="status">
                    {say(|text| text.common.loading)}
                </p>
            }
            .into_any(),
            Load::Ready(draw) => draw(route.clone()),
            Load::Failed(error) => view! { <ErrorNote error retry=part.reload /> }.into_any(),
        })
    }
}
