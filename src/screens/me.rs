//! Me: who I am here, settings, devices, and my moments.

use leptos::prelude::*;

use super::use_title;
use crate::features::account::{DeviceList, EditProfileButton, SignOutButton};
use crate::features::moments::Album;
use crate::features::settings::PreferenceCard;
use crate::state::session::use_session;
use crate::text::{say, say_with, use_language};
use crate::ui::{Avatar, AvatarSize, date_text, dynamic};

/// `/me`
#[component]
pub fn MeScreen() -> impl IntoView {
    let (session, language) = (use_session(), use_language());
    use_title(|text| text.me.to_owned());
    dynamic(move || {
        // Drawn again when I have changed how I appear.
        session.state().track();
        let Some(me) = session.me() else { return ().into_any() };
        let since = move || {
            let language = language.get();
            (language.text().member_since)(&date_text(me.created_at, language))
        };
        let (person, about, edit) = (me.person.clone(), me.about.clone(), view! { <EditProfileButton me /> });
        view! {
            <div class="column">
                <header class="card profile">
                    <Avatar person=person.clone() size=AvatarSize::Large />
                    <div class="profile-text">
                        <h1>{person.display_name.clone()}</h1>
                        <p class="profile-detail">"@" {person.handle.to_string()}</p>
                        {(!about.is_empty()).then(|| view! { <p class="profile-about" dir="auto">{about}</p> })}
                        <p class="profile-detail">{since}</p>
                    </div>
                    <div class="profile-action">{edit}</div>
                </header>
                <PreferenceCard />
                <DeviceList />
                <div class="sign-out"><SignOutButton /></div>
                <h2 class="section-heading">{say(|text| text.my_moments)}</h2>
                <Album handle=person.handle empty=say_with(|text| text.album_empty_me.to_owned()) />
            </div>
        }
        .into_any()
    })
}
