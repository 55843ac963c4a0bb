//! Me: who I am here, settings, devices, and my moments.

use leptos::prelude::*;

use crate::account::settings::{PhotoQuotaCard, PreferenceCard, PrivacyCard};
use crate::account::{DeviceList, EditProfileButton, SignOutButton};
use crate::data::people::use_people;
use crate::data::session::use_session;
use crate::kit::{Icon, date_text};
use crate::moments::compose::use_composer;
use crate::moments::feed::Album;
use crate::moments::search::MonthsButton;
use crate::people::{Avatar, AvatarSize};
use crate::reactive::{dynamic, on_click};
use crate::routing::Route;
use crate::shell::use_title;
use crate::text::parts::{say, say_with};
use crate::text::{parts, use_language};

/// The screen at `/me`.
#[component]
pub fn MeScreen() -> impl IntoView {
    let session = use_session();
    let people = use_people();
    let language = use_language();
    let composer = use_composer();
    use_title(|text| text.common.me.to_owned());
    dynamic(move || {
        // Redraw when my profile has changed.
        session.state().track();
        let Some(me) = session.me() else {
            return ().into_any();
        };
        let since = move || {
            let language = language.get();
            (parts::of(language).account.member_since)(&date_text(me.created_at, language))
        };
        let person = me.person.clone();
        let name = people.name(&person);
        let about = me.about.clone();
        let edit = view! { <EditProfileButton me /> };
        view! {
            <div class="column">
                <header class="card profile">
                    <Avatar person=person.clone() size=AvatarSize::Large />
                    <div class="profile-text">
                        <h1>{name}</h1>
                        <p class="profile-detail">"@" {person.handle.to_string()}</p>
                        {(!about.is_empty())
                            .then(|| {
                                view! {
                                    <p class="profile-about" dir="auto">
                                        {about}
                                    </p>
                                }
                            })}
                        <p class="profile-detail">{since}</p>
                    </div>
                    <div class="profile-action">{edit}</div>
                </header>
                <PreferenceCard />
                <PrivacyCard />
                <section class="card">
                    <a class="row" href=Route::Security.path()>
                        <span class="row-text row-title">{say(|text| text.security.security)}</span>
                        <Icon name="chevron-right" />
                    </a>
                </section>
                <PhotoQuotaCard />
                <DeviceList />
                <div class="sign-out">
                    <SignOutButton />
                </div>
                <h2 class="section-heading">{say(|text| text.common.my_moments)}</h2>
                <p class="section-action">
                    <button
                        type="button"
                        class="link-button"
                        on:click=on_click(move || composer.change_audience(None))
                    >
                        {say(|text| text.audience.change_all)}
                    </button>
                    <MonthsButton handle=person.handle.clone() />
                </p>
                <Album
                    handle=person.handle
                    empty=say_with(|text| text.moment_pages.album_empty_me.to_owned())
                />
            </div>
        }
        .into_any()
    })
}
