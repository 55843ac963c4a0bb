//! Signing in and up: the first look at Life Circle.

use leptos::prelude::*;
use life_circle_wire::accounts::Me;

use super::use_title;
use crate::features::account::{SignInForm, SignUpForm};
use crate::routes::{Next, Route, use_navigator};
use crate::state::preferences::use_preferences;
use crate::state::session::use_session;
use crate::text::{Language, Text, say};
use crate::ui::{Icon, tap};

/// `/sign-in`
#[component]
pub fn SignInScreen(
    /// Where to go on to.
    next: Next,
) -> impl IntoView {
    use_title(|text| text.sign_in.to_owned());
    let on_signed_in = use_signed_in(next.clone());
    view! {
        <Welcome title=|text| text.sign_in>
            <SignInForm on_signed_in />
            <p class="welcome-other">
                {say(|text| text.no_account)} " " <a href=Route::SignUp(next.clone()).path()>{say(|text| text.sign_up)}</a>
            </p>
        </Welcome>
    }
}

/// `/sign-up`
#[component]
pub fn SignUpScreen(
    /// Where to go on to.
    next: Next,
) -> impl IntoView {
    use_title(|text| text.sign_up.to_owned());
    let on_signed_in = use_signed_in(next.clone());
    view! {
        <Welcome title=|text| text.sign_up>
            <SignUpForm on_signed_in />
            <p class="welcome-other">
                {say(|text| text.have_account)} " " <a href=Route::SignIn(next.clone()).path()>{say(|text| text.sign_in)}</a>
            </p>
        </Welcome>
    }
}

fn use_signed_in(next: Next) -> Callback<Me> {
    let (session, navigator) = (use_session(), use_navigator());
    Callback::new(move |me| {
        session.sign_in(me);
        navigator.replace(next.route());
    })
}

/// What stands around both forms.
#[component]
fn Welcome(title: fn(&'static Text) -> &'static str, children: Children) -> impl IntoView {
    let promise = |icon: &'static str, promise: fn(&'static Text) -> &'static str| {
        view! { <li><Icon name=icon /><span>{say(promise)}</span></li> }
    };
    view! {
        <main id="main" class="welcome" tabindex="-1">
            <div class="welcome-words">
                <p class="welcome-brand"><Icon name="circle-dot-dashed" /><span>{say(|text| text.app_name)}</span></p>
                <p class="welcome-tagline">{say(|text| text.tagline)}</p>
                <ul class="promises">
                    {promise("arrow-down-wide-narrow", |text| text.promise_chronological)}
                    {promise("users", |text| text.promise_private)}
                    {promise("shield-check", |text| text.promise_no_ads)}
                </ul>
            </div>
            <section class="welcome-card" aria-labelledby="welcome-heading">
                <h1 id="welcome-heading">{say(title)}</h1>
                {children()}
            </section>
            <LanguageSwitch />
        </main>
    }
}

/// The other language, in its own words.
#[component]
fn LanguageSwitch() -> impl IntoView {
    let language = use_preferences().language;
    let other = move || if language.get() == Language::Chinese { Language::English } else { Language::Chinese };
    view! {
        <button type="button" class="link-button language-switch" lang=move || other().code() on:click=tap(move || language.set(other()))>
            <Icon name="languages" />
            {move || other().name()}
        </button>
    }
}
