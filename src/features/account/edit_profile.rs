//! Changing how I appear: name, a line about me, picture and cover.

use leptos::html;
use leptos::prelude::*;
use life_circle_wire::accounts::Me;
use life_circle_wire::photos::{PhotoFile, PhotoSize};
use life_circle_wire::profile::{SetProfile, SetProfileRequest};
use life_circle_wire::{Check as _, NoArgument, PhotoId};

use crate::api::{ApiError, use_api};
use crate::erased::{derive, spawn};
use crate::state::failures::tell_screen;
use crate::state::session::use_session;
use crate::state::toasts::use_toasts;
use crate::state::uploads::{UploadState, use_uploads};
use crate::text::{Text, graphemes, say, say_with, use_language};
use crate::ui::{Dialog, Field, When, choose, error_text, on_submit, tap};

/// The way to the form.
#[component]
pub fn EditProfileButton(
    /// As I appear now.
    me: Me,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    // Kept while the form is closed: who closed it by mistake finds what was changed.
    let changing = Changing::new(me);
    view! {
        <button type="button" class="button" on:click=tap(move || is_open.set(true))>{say(|text| text.edit_profile)}</button>
        <Dialog is_open title=say_with(|text| text.edit_profile.to_owned())>
            <ProfileForm changing on_saved=Callback::new(move |()| is_open.set(false)) />
        </Dialog>
    }
}

/// How I want to appear.
#[derive(Clone, Copy)]
struct Changing {
    name: RwSignal<String>,
    about: RwSignal<String>,
    avatar: RwSignal<Option<PhotoId>>,
    cover: RwSignal<Option<PhotoId>>,
}

impl Changing {
    fn new(me: Me) -> Self {
        Self {
            name: RwSignal::new(me.person.display_name),
            about: RwSignal::new(me.about),
            avatar: RwSignal::new(me.person.avatar),
            cover: RwSignal::new(me.cover),
        }
    }
}

#[component]
fn ProfileForm(
    /// What is changed in it.
    changing: Changing,
    /// It was saved.
    on_saved: Callback<()>,
) -> impl IntoView {
    let (api, session, toasts, language) = (use_api(), use_session(), use_toasts(), use_language());
    let Changing { name, about, avatar, cover } = changing;
    let (is_busy, error) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let submit = on_submit(move || {
        let request = SetProfileRequest {
            display_name: name.get_untracked(),
            about: about.get_untracked(),
            avatar: avatar.get_untracked(),
            cover: cover.get_untracked(),
        };
        if let Err(refusal) = request.check(graphemes) {
            error.set(Some(ApiError::Refused { code: refusal.code, field: Some(refusal.field.to_owned()) }));
            return;
        }
        is_busy.set(true);
        error.set(None);
        spawn(async move {
            match api.write::<SetProfile>(&NoArgument, &request, None).await {
                Ok(me) => {
                    toasts.say(|text| text.profile_saved);
                    // Closed first: the screen behind is drawn again.
                    tell_screen(on_saved, ());
                    session.sign_in(me);
                }
                Err(reason) => {
                    session.notice(&reason);
                    error.try_set(Some(reason));
                    is_busy.try_set(false);
                }
            }
        });
    });
    // What belongs to no field stands under the last one.
    let error_of = move |field: &'static str| {
        derive(move || {
            let error = error.get()?;
            let of = match &error {
                ApiError::Refused { field: Some(field), .. } if field != "avatar" && field != "cover" => field.as_str(),
                _ => "about",
            };
            (of == field).then(|| error_text(&error, language.get().text()))
        })
    };
    view! {
        <form class="account-form" on:submit=submit novalidate>
            <PictureField label=|text| text.picture kind="avatar" photo=avatar />
            <PictureField label=|text| text.cover kind="cover" photo=cover />
            <Field name="display_name" label=say(|text| text.display_name) hint=say(|text| text.display_name_hint) error=error_of("display_name") value=name kind=derive(|| "text") autocomplete="name" />
            <Field name="about" label=say(|text| text.about) hint=say(|text| text.about_hint) error=error_of("about") value=about kind=derive(|| "text") autocomplete="off" />
            <button type="submit" class="button" data-kind="primary" disabled=is_busy>{say(|text| text.save)}</button>
        </form>
    }
}

/// A picture to choose, sent as soon as it is chosen.
#[component]
fn PictureField(
    label: fn(&'static Text) -> &'static str,
    /// `avatar` or `cover`.
    kind: &'static str,
    /// The one that is chosen.
    photo: RwSignal<Option<PhotoId>>,
) -> impl IntoView {
    let (api, uploads, input) = (use_api(), use_uploads(), NodeRef::<html::Input>::new());
    let sending = RwSignal::new(None::<String>);
    let state = derive(move || uploads.get(&sending.get()?).map(|upload| upload.state.get()));
    crate::erased::react(move || {
        if let Some(UploadState::Done(done)) = state.get() {
            photo.set(Some(done.id));
            if let Some(key) = sending.try_update(Option::take).flatten() {
                uploads.remove(&key);
            }
        }
    });
    let take = choose(move || {
        if let Some(input) = input.get_untracked() {
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                sending.set(Some(uploads.add(file)));
            }
            input.set_value("");
        }
    });
    let open = tap(move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    });
    let preview = move || {
        photo.get().map(|id| {
            let address = api.photo_address(PhotoFile { id, size: PhotoSize::Small });
            view! { <img src=address alt="" data-kind=kind /> }
        })
    };
    let failure = say_with(move |text| match state.get() {
        Some(UploadState::Failed(error)) => Some(error_text(&error, text)),
        _ => None,
    });
    let percent = derive(move || match state.get() {
        Some(UploadState::Sending(percent)) => Some(percent.to_string()),
        Some(UploadState::Preparing | UploadState::Waiting) => Some("0".to_owned()),
        _ => None,
    });
    view! {
        <fieldset class="choices">
            <legend>{say(label)}</legend>
            <div class="profile-picture">
                {preview}
                <input node_ref=input type="file" accept="image/*" hidden aria-hidden="true" tabindex="-1" on:change=take />
                <button type="button" class="button" aria-label=say_with(move |text| format!("{}{}{}", label(text), text.colon, text.choose_picture)) on:click=open>{say(|text| text.choose_picture)}</button>
                <When is=derive(move || photo.get().is_some())>
                    <button type="button" class="button" data-kind="quiet" aria-label=say_with(move |text| format!("{}{}{}", label(text), text.colon, text.take_away)) on:click=tap(move || photo.set(None))>{say(|text| text.take_away)}</button>
                </When>
                <When is=derive(move || percent.get().is_some())>
                    <progress max="100" aria-label=say(|text| text.sending) value=percent></progress>
                </When>
                <p class="field-error" role="alert">{failure}</p>
            </div>
        </fieldset>
    }
}
