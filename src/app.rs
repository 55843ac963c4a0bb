//! The page as a whole: what its parts share, and which screen is shown.

mod loaders;
mod version;

use leptos::prelude::*;

use crate::account::settings::preferences::provide_preferences;
use crate::data::api::config::Config;
use crate::data::api::connection::provide_connection;
use crate::data::api::provide_api;
use crate::data::error_note::provide_offline_notes;
use crate::data::people::provide_people;
use crate::data::session::{SessionState, provide_session};
use crate::data::toasts::{ToastStack, provide_toasts, use_toasts};
use crate::data::uploads::provide_uploads;
use crate::data::waiting::provide_waiting;
use crate::kit::{Dialog, OverDialogs, provide_minute};
use crate::moments::comments::threads::provide_threads;
use crate::moments::compose::posting::use_posting;
use crate::moments::compose::{provide_composer, use_composer};
use crate::moments::feed::albums::provide_albums;
use crate::moments::feed::{CircleScreen, provide_feed, use_feed};
use crate::moments::likes::use_liking;
use crate::moments::photos::{provide_lightbox, use_lightbox};
use crate::moments::search::provide_search;
use crate::moments::store::provide_moments;
use crate::outbox::provide_outbox;
use crate::people::roster::provide_roster;
use crate::reactive::{Show, derive, dynamic, effect, memo};
use crate::routing::link_clicks::go_on_link_clicks;
use crate::routing::navigator::{provide_navigator, use_navigator};
use crate::routing::{Next, Route};
use crate::screens::HomeScreen;
use crate::shell::parts::{AccountScreen, LaterScreen, LinksScreen, Part, provide_loader};
use crate::shell::{Frame, NotFoundScreen, UnreachableScreen, show_badge};

/// Starts the page and removes the splash that `index.html` shows until then.
pub fn start() {
    if let Some(splash) = document().get_element_by_id("splash") {
        splash.remove();
    }
    mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    provide_people();
    provide_api(&Config::read());
    provide_preferences();
    provide_minute();
    provide_connection();
    let navigator = provide_navigator();
    go_on_link_clicks(navigator);
    let session = provide_session();
    provide_toasts();
    provide_moments();
    provide_waiting();
    provide_roster();
    provide_feed();
    provide_albums();
    provide_search();
    provide_threads();
    provide_uploads();
    provide_outbox(loaders::send_all(&use_posting()));
    provide_loader(loaders::load);
    provide_context(OverDialogs(toasts));
    use_toasts().act_on_undo_key();
    version::tell_of_new_version();
    version::offer_new_version();
    provide_composer();
    provide_lightbox();
    let state = session.state();
    let route = navigator.route();
    // The gate only distinguishes somebody, nobody and unknown: if only the person's name changes,
    // the screen isn't drawn again.
    let gate = memo(move || match state.get() {
        SessionState::Loading => Gate::Wait,
        SessionState::Unreachable(error) => Gate::Unreachable(error),
        SessionState::SignedOut => Gate::Closed,
        SessionState::SignedIn(_) => Gate::Open,
    });
    view! {
        {dynamic(move || match gate.get() {
            Gate::Wait => ().into_any(),
            Gate::Unreachable(error) => view! { <UnreachableScreen error /> }.into_any(),
            Gate::Closed => view! { <Outside route /> }.into_any(),
            Gate::Open => view! { <Inside route /> }.into_any(),
        })}
        {toasts()}
    }
}

#[derive(Clone, PartialEq)]
enum Gate {
    Wait,
    Unreachable(crate::data::api::ApiError),
    Closed,
    Open,
}

/// What is shown if nobody is signed in. A path that needs an account leads to sign-in, and from
/// there back to the path.
#[component]
fn Outside(
    /// The route of the current path.
    route: Signal<Route>,
) -> impl IntoView {
    let navigator = use_navigator();
    show_badge(0);
    effect(move || {
        let route = route.get();
        if !route.is_public() {
            navigator.replace(Route::SignIn(Next::to(&route)));
        }
    });
    provide_offline_notes();
    dynamic(move || match route.get() {
        Route::SignIn(next) => Part::Account(AccountScreen::SignIn(next)).show(),
        Route::SignUp(next) => Part::Account(AccountScreen::SignUp(next)).show(),
        Route::Link => Part::Account(AccountScreen::Invitation).show(),
        Route::Recover => Part::Account(AccountScreen::Recover).show(),
        // The effect above leads to sign-in.
        Route::Home
        | Route::Circle
        | Route::Friends
        | Route::Tags
        | Route::AddFriend
        | Route::Blocked
        | Route::Moment(_)
        | Route::Person(_)
        | Route::ViewAs(_)
        | Route::Search
        | Route::Topic(_)
        | Route::Notifications
        | Route::Me
        | Route::Security
        | Route::NotFound => ().into_any(),
    })
}

/// What a signed-in person sees.
#[component]
fn Inside(
    /// The route of the current path.
    route: Signal<Route>,
) -> impl IntoView {
    let navigator = use_navigator();
    loaders::load_ahead();
    use_liking().resume_soon();
    effect(move || match route.get() {
        Route::SignIn(next) | Route::SignUp(next) => navigator.replace(next.route()),
        Route::Recover => navigator.replace(Route::Home),
        _ => {}
    });
    let later = |screen| Part::Screens(screen).show();
    let screen = dynamic(move || {
        provide_offline_notes();
        match route.get() {
            Route::Home => view! { <HomeScreen /> }.into_any(),
            Route::Circle => view! { <CircleScreen /> }.into_any(),
            Route::Friends => later(LaterScreen::Friends),
            Route::Moment(id) => later(LaterScreen::Moment(id)),
            Route::Person(handle) => later(LaterScreen::Person(handle)),
            Route::Notifications => later(LaterScreen::Notifications),
            Route::Search => later(LaterScreen::Search),
            Route::Topic(topic) => later(LaterScreen::Topic(topic)),
            Route::Tags => later(LaterScreen::Tags),
            Route::ViewAs(handle) => later(LaterScreen::ViewAs(handle)),
            Route::Blocked => later(LaterScreen::Blocked),
            Route::Security => later(LaterScreen::Security),
            Route::Me => later(LaterScreen::Me),
            Route::AddFriend => Part::Links(LinksScreen::AddFriend).show(),
            Route::Link => Part::Links(LinksScreen::Link).show(),
            Route::SignIn(_) | Route::SignUp(_) | Route::Recover => ().into_any(),
            Route::NotFound => view! { <NotFoundScreen /> }.into_any(),
        }
    });
    view! {
        <Frame feed_was_read=use_feed().was_read()>{screen}</Frame>
        <Composer />
        <Lightbox />
    }
}

/// The dialog to write a moment in.
#[component]
fn Composer() -> impl IntoView {
    provide_offline_notes();
    let is_open = use_composer().is_open();
    let title = use_composer().title();
    view! {
        <Dialog is_open title>
            {Part::Composer.show()}
        </Dialog>
    }
}

/// The full-screen view of a photo, while a photo is open.
#[component]
fn Lightbox() -> impl IntoView {
    provide_offline_notes();
    let shown = use_lightbox().shown();
    let is_open = derive(move || shown.get().is_some());
    view! { <Show when=is_open>{Part::Lightbox.show()}</Show> }
}

fn toasts() -> AnyView {
    let toasts = use_toasts();
    let dismiss = Callback::new(move |id| toasts.dismiss(id));
    view! { <ToastStack toasts=toasts.shown() dismiss /> }.into_any()
}
