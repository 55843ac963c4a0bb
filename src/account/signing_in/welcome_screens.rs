//! The screens for somebody who isn't signed in: signing in, signing up, recovery, and an opened
//! link.

use leptos::prelude::*;
use life_circle_wire::accounts::{Me, ReadSession};
use life_circle_wire::{NoArgument, NoQuery};

use super::cookie_note::CookieNote;
use super::recover_form::RecoverForm;
use super::sign_in_form::SignInForm;
use super::sign_up_form::SignUpForm;
use crate::account::security::LeftNote;
use crate::account::settings::preferences::use_preferences;
use crate::data::api::use_api;
use crate::data::load::{Load, use_load};
use crate::data::session::use_session;
use crate::kit::Icon;
use crate::people::links::LinkInvitation;
use crate::people::links::kept_link::kept_link;
use crate::reactive::{dynamic, on_click};
use crate::routing::navigator::use_navigator;
use crate::routing::{Next, Route};
use crate::shell::use_title;
use crate::text::Language;
use crate::text::parts::{PartsText, say};

/// The screen at `/sign-in`.
#[component]
pub fn SignInScreen(
    /// The route to open after signing in.
    next: Next,
) -> impl IntoView {
    let on_signed_in = use_signed_in(next.clone());
    view! {
        <Welcome title=|text| text.account.sign_in>
            <LeftNote />
            <SignInForm on_signed_in />
            <p class="welcome-other">
                <a href=Route::Recover.path()>{say(|text| text.security.forgot_password)}</a>
            </p>
            <p class="welcome-other">
                {say(|text| text.account.no_account)} " "
                <a href=Route::SignUp(next.clone()).path()>{say(|text| text.account.sign_up)}</a>
            </p>
        </Welcome>
    }
}

/// The screen at `/sign-up`.
#[component]
pub fn SignUpScreen(
    /// The route to open after signing up.
    next: Next,
) -> impl IntoView {
    let on_signed_in = use_signed_in(next.clone());
    // Use the invitation only if the visitor comes from the link's own screen, which says who made
    // the link.
    let invitation = kept_link()
        .filter(|_| next.route() == Route::Link)
        .map(|link| link.secret);
    let note = invitation.is_none().then(|| view! { <InvitationNote /> });
    view! {
        <Welcome title=|text| {
            text.account.sign_up
        }>
            {note} <SignUpForm invitation on_signed_in />
            <p class="welcome-other">
                {say(|text| text.account.have_account)} " "
                <a href=Route::SignIn(next.clone()).path()>{say(|text| text.account.sign_in)}</a>
            </p>
        </Welcome>
    }
}

/// A note for somebody without a link, shown if the server allows sign-up by invitation only.
#[component]
fn InvitationNote() -> impl IntoView {
    let api = use_api();
    let session =
        use_load(move || async move { api.read::<ReadSession>(&NoArgument, &NoQuery {}).await });
    dynamic(move || match session.get() {
        Load::Ready(session) if session.is_by_invitation => {
            view! { <p role="status">{say(|text| text.account.invitation_note)}</p> }.into_any()
        }
        _ => ().into_any(),
    })
}

/// The screen at `/recover`.
#[component]
pub fn RecoverScreen() -> impl IntoView {
    let on_signed_in = use_signed_in(Next::default());
    view! {
        <Welcome title=|text| text.security.recover>
            <RecoverForm on_signed_in />
            <p class="welcome-other">
                <a href=Route::SignIn(Next::default()).path()>{say(|text| text.account.sign_in)}</a>
            </p>
        </Welcome>
    }
}

/// The screen at `/link` for somebody who isn't signed in.
#[component]
pub fn InvitationScreen() -> impl IntoView {
    view! {
        <Welcome title=|text| text.links.link_title>
            <LinkInvitation />
        </Welcome>
    }
}

fn use_signed_in(next: Next) -> Callback<Me> {
    let session = use_session();
    let navigator = use_navigator();
    Callback::new(move |me| {
        session.sign_in(me);
        navigator.replace(next.route());
    })
}

/// The layout around the forms for signing in, signing up and recovery, and around an opened link.
/// The heading is also the title of the browser's tab.
#[component]
fn Welcome(
    /// The heading above the content, also used as the tab's title.
    title: fn(&'static PartsText) -> &'static str,
    /// The content below the heading.
    children: Children,
) -> impl IntoView {
    let title = say(title);
    use_title(move |_| title.get().to_owned());
    let promise = |icon: &'static str, promise: fn(&'static PartsText) -> &'static str| {
        view! {
            <li>
                <Icon name=icon />
                <span>{say(promise)}</span>
            </li>
        }
    };
    view! {
        <main id="main" class="welcome" tabindex="-1">
            <div class="welcome-words">
                <p class="welcome-brand">
                    <Icon name="circle-dot-dashed" />
                    <span>{say(|text| text.common.app_name)}</span>
                </p>
                <p class="welcome-tagline">{say(|text| text.account.tagline)}</p>
                <ul class="promises">
                    {promise("arrow-down-wide-narrow", |text| text.common.promise_chronological)}
                    {promise("users", |text| text.account.promise_private)}
                    {promise("shield-check", |text| text.account.promise_no_ads)}
                </ul>
            </div>
            <section class="welcome-card" aria-labelledby="welcome-heading">
                <h1 id="welcome-heading">{title}</h1>
                <CookieNote />
                {children()}
            </section>
            <LanguageSwitch />
        </main>
    }
}

/// A button that switches to the other language. Its label is in that language.
#[component]
fn LanguageSwitch() -> impl IntoView {
    let language = use_preferences().language;
    let other = move || {
        if language.get() == Language::Chinese {
            Language::English
        } else {
            Language::Chinese
        }
    };
    view! {
        <button
            type="button"
            class="link-button language-switch"
            lang=move || other().code()
            on:click=on_click(move || language.set(other()))
        >
            <Icon name="languages" />
            {move || other().name()}
        </button>
    }
}
