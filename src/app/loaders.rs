//! Loads the parts of the page when somebody first opens them.
//!
//! `cargo xtask build` sets the configuration `split`: code that only one part needs is then in a
//! file of its own (`docs/decisions/size-of-the-page.md`). Otherwise, as with plain `trunk serve`,
//! the page is one file.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use life_circle_wire::MomentId;

use super::version::reload_if_outdated;
use crate::account::security::SecurityScreen;
use crate::account::signing_in::{InvitationScreen, RecoverScreen, SignInScreen, SignUpScreen};
use crate::data::api::ApiError;
use crate::inbox::NotificationsScreen;
use crate::kit::adopt;
use crate::live::{Live, use_live};
use crate::moments::MomentScreen;
use crate::moments::compose::ComposerForm;
use crate::moments::compose::posting::Posting;
use crate::moments::feed::{NewMomentsPill, TopicScreen, ViewAsScreen};
use crate::moments::outgoing::OutgoingCards;
use crate::moments::photos::Lightbox;
use crate::moments::search::SearchScreen;
use crate::outbox::{Outbox, SendAll};
use crate::people::blocks::BlockedScreen;
use crate::people::finding::SuggestionList;
use crate::people::links::{AddFriendScreen, Decode, LinkScreen, decode};
use crate::people::tags::TagsScreen;
use crate::reactive::spawn_local;
use crate::screens::{FriendsScreen, MeScreen, PersonScreen};
use crate::shell::parts::{
    AccountScreen, Draw, LaterScreen, LinksScreen, Loading, Part, provide_ahead,
};

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
    load_account(account): fn(AccountScreen) -> AnyView => {
        adopt_common();
        |screen| match screen {
            AccountScreen::SignUp(next) => view! { <SignUpScreen next /> }.into_any(),
            AccountScreen::SignIn(next) => view! { <SignInScreen next /> }.into_any(),
            AccountScreen::Invitation => view! { <InvitationScreen /> }.into_any(),
            AccountScreen::Recover => view! { <RecoverScreen /> }.into_any(),
        }
    };
    load_links(links): fn(LinksScreen) -> AnyView => {
        adopt_common();
        |screen| match screen {
            LinksScreen::AddFriend => {
                view! { <AddFriendScreen decoder=|| Box::pin(load_decode()) /> }.into_any()
            }
            LinksScreen::Link => view! { <LinkScreen /> }.into_any(),
        }
    };
    load_decode(decoder): Decode => decode;
    load_composer(composer): fn() -> AnyView => {
        adopt_common();
        adopt(include_str!("../../style/moments/compose.css"));
        || view! { <ComposerForm /> }.into_any()
    };
    load_outgoing(composer): fn(Option<MomentId>) -> AnyView => {
        adopt_common();
        adopt(include_str!("../../style/moments/outgoing.css"));
        |under| view! { <OutgoingCards under /> }.into_any()
    };
    // The next three are needed soon after the first screen, and are small.
    load_send_all(composer): SendWith => |outbox, posting| {
        Box::pin(outbox.send_all(move |outgoing| posting.deliver(outgoing)))
    };
    load_listen(composer): Listen => Live::listen;
    load_pill(composer): fn() -> AnyView => {
        adopt(include_str!("../../style/moments/pill.css"));
        || view! { <NewMomentsPill /> }.into_any()
    };
    load_lightbox(lightbox): fn() -> AnyView => {
        adopt(include_str!("../../style/moments/lightbox.css"));
        || view! { <Lightbox /> }.into_any()
    };
    load_screens(screens): fn(LaterScreen) -> AnyView => {
        adopt_common();
        adopt(include_str!("../../style/inbox.css"));
        adopt(include_str!("../../style/kit/entry.css"));
        adopt(include_str!("../../style/moments/search.css"));
        |screen| match screen {
            LaterScreen::Friends => view! { <FriendsScreen /> }.into_any(),
            LaterScreen::Moment(id) => view! { <MomentScreen id /> }.into_any(),
            LaterScreen::Person(handle) => view! { <PersonScreen handle /> }.into_any(),
            LaterScreen::Me => view! { <MeScreen /> }.into_any(),
            LaterScreen::Notifications => view! { <NotificationsScreen /> }.into_any(),
            LaterScreen::ViewAs(handle) => view! { <ViewAsScreen handle /> }.into_any(),
            LaterScreen::Tags => view! { <TagsScreen /> }.into_any(),
            LaterScreen::Blocked => view! { <BlockedScreen /> }.into_any(),
            LaterScreen::Security => view! { <SecurityScreen /> }.into_any(),
            LaterScreen::Search => view! { <SearchScreen /> }.into_any(),
            LaterScreen::Topic(topic) => view! { <TopicScreen topic /> }.into_any(),
            LaterScreen::Suggestions => view! { <SuggestionList /> }.into_any(),
        }
    };
}

/// Loads a part. What it gives draws the part. If it can't be loaded, the server may have another
/// version of the page by now.
pub fn load(part: Part) -> Loading {
    Box::pin(async move {
        let loaded = load_part(part).await;
        if loaded.is_err() {
            reload_if_outdated().await;
        }
        loaded
    })
}

fn load_part(part: Part) -> Loading {
    Box::pin(async move {
        let draw: Draw = match part {
            Part::Account(screen) => {
                let draw = load_account().await?;
                Arc::new(move || draw(screen.clone()))
            }
            Part::Links(screen) => {
                let draw = load_links().await?;
                Arc::new(move || draw(screen))
            }
            Part::Screens(screen) => {
                let draw = load_screens().await?;
                Arc::new(move || draw(screen.clone()))
            }
            Part::Outgoing(under) => {
                let draw = load_outgoing().await?;
                Arc::new(move || draw(under))
            }
            Part::Composer => Arc::new(load_composer().await?),
            Part::Pill => Arc::new(load_pill().await?),
            Part::Lightbox => Arc::new(load_lightbox().await?),
        };
        Ok(draw)
    })
}

/// The styles that several parts need and the first screen doesn't.
fn adopt_common() {
    adopt(include_str!("../../style/kit/forms.css"));
    adopt(include_str!("../../style/account.css"));
    adopt(include_str!("../../style/people.css"));
    adopt(include_str!("../../style/people/links.css"));
}

/// How long after the start of a session the page begins to listen to events: by then it has asked
/// for the first screen.
const LISTENS_AFTER: Duration = Duration::from_secs(3);
/// How long after the start of a session the parts are loaded ahead: by then the first screen is
/// shown.
const AHEAD: Duration = Duration::from_secs(6);

/// Listens to what happens on the server.
type Listen = fn(Live);
/// Sends what waits in the outbox.
type SendWith = fn(Outbox, Posting) -> Pin<Box<dyn Future<Output = ()>>>;

/// Starts to listen to events, and loads parts, both a little later: the parts then open without
/// waiting and without a network.
pub fn load_ahead() {
    let is_ahead = RwSignal::new(false);
    provide_ahead(is_ahead);
    let load_parts = move || {
        is_ahead.set(true);
        // If these fail, opening the part tries again and shows the error.
        spawn_local(async move { drop(load_composer().await) });
        spawn_local(async move { drop(load_screens().await) });
        spawn_local(async move { drop(load_lightbox().await) });
    };
    let timers = [
        listen_later(&use_live(), LISTENS_AFTER),
        set_timeout_with_handle(load_parts, AHEAD).ok(),
    ];
    on_cleanup(move || timers.iter().flatten().for_each(TimeoutHandle::clear));
}

/// Listens after a while. If that can't be loaded, tries again later: events would be missed.
fn listen_later(live: &Live, after: Duration) -> Option<TimeoutHandle> {
    let live = *live;
    let listen = move || {
        spawn_local(async move {
            let Ok(listen) = load_listen().await else {
                reload_if_outdated().await;
                listen_later(&live, AHEAD);
                return;
            };
            listen(live);
        });
    };
    set_timeout_with_handle(listen, after).ok()
}

/// Sends what waits in the outbox. The code for that is loaded together with the composer.
pub fn send_all(posting: &Posting) -> SendAll {
    let posting = *posting;
    Arc::new(move |outbox| {
        Box::pin(async move {
            load_send_all().await?(outbox, posting).await;
            Ok(())
        })
    })
}
