//! Changing how I appear: name, a line about me, picture and cover.

use leptos::html;
use leptos::prelude::*;
use life_circle_wire::accounts::Me;
use life_circle_wire::photos::{PhotoFile, PhotoSize};
use life_circle_wire::profile::{SetProfile, SetProfileRequest};
use life_circle_wire::{NoArgument, PhotoId};
use web_sys::File;

use crate::data::action::{tell_screen, use_form_action};
use crate::data::api::use_api;
use crate::data::error_note::{field_errors, form_error_text};
use crate::data::people::use_people;
use crate::data::session::use_session;
use crate::data::toasts::use_toasts;
use crate::data::uploads::{UploadState, Uploads, use_uploads};
use crate::kit::{Dialog, Field};
use crate::reactive::{Show, derive, effect, on_click, on_input, on_submit};
use crate::text::parts::{self, PartsText, say, say_with};
use crate::text::use_language;

/// A button that opens the form in a dialog.
#[component]
pub fn EditProfileButton(
    /// My current profile.
    me: Me,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    // Lives outside the dialog: changes survive when the dialog is closed by mistake.
    let changing = use_changing(me);
    view! {
        <button type="button" class="button" on:click=on_click(move || is_open.set(true))>
            {say(|text| text.account.edit_profile)}
        </button>
        <Dialog is_open title=say_with(|text| text.account.edit_profile.to_owned())>
            <ProfileForm changing on_saved=Callback::new(move |()| is_open.set(false)) />
        </Dialog>
    }
}

/// The fields of the form, not saved yet.
#[derive(Clone, Copy)]
struct Changing {
    name: RwSignal<String>,
    about: RwSignal<String>,
    avatar: Picture,
    cover: Picture,
}

fn use_changing(me: Me) -> Changing {
    Changing {
        name: RwSignal::new(me.person.display_name),
        about: RwSignal::new(me.about),
        avatar: use_picture(me.person.avatar),
        cover: use_picture(me.cover),
    }
}

/// A picture, sent as soon as it is chosen.
#[derive(Clone, Copy)]
struct Picture {
    /// The photo that will be saved; `None` for no picture.
    photo: RwSignal<Option<PhotoId>>,
    /// The key of the upload that will replace `photo`; `None` if there is no upload.
    upload: RwSignal<Option<String>>,
    uploads: Uploads,
}

fn use_picture(photo: Option<PhotoId>) -> Picture {
    let picture = Picture {
        photo: RwSignal::new(photo),
        upload: RwSignal::new(None),
        uploads: use_uploads(),
    };
    effect(move || {
        if let Some(UploadState::Done(done)) = picture.state() {
            picture.photo.set(Some(done.id));
            picture.forget();
        }
    });
    on_cleanup(move || picture.forget());
    picture
}

impl Picture {
    fn state(self) -> Option<UploadState> {
        Some(self.uploads.get(&self.upload.get()?)?.state.get())
    }

    /// The progress of the upload in percent; `None` if nothing is being uploaded.
    fn percent(self) -> Option<u32> {
        self.state()?.percent()
    }

    fn choose(self, file: File) {
        self.forget();
        self.upload.set(Some(self.uploads.add(file)));
    }

    fn take_away(self) {
        self.forget();
        self.photo.set(None);
    }

    fn forget(self) {
        if let Some(key) = self.upload.try_update(Option::take).flatten() {
            self.uploads.remove(&key);
        }
    }
}

#[component]
fn ProfileForm(
    /// The fields that the form edits.
    changing: Changing,
    /// Called after the profile was saved.
    on_saved: Callback<()>,
) -> impl IntoView {
    let saving = use_form_action();
    let session = use_session();
    let people = use_people();
    let toasts = use_toasts();
    let Changing {
        name,
        about,
        avatar,
        cover,
    } = changing;
    let submit = on_submit(move || {
        let request = SetProfileRequest {
            display_name: name.get_untracked(),
            about: about.get_untracked(),
            avatar: avatar.photo.get_untracked(),
            cover: cover.photo.get_untracked(),
        };
        saving.send::<SetProfile>(NoArgument, request, move |me| {
            toasts.say(|language| parts::of(language).actions.saved);
            // Close the dialog first: `update` redraws the screen below it.
            tell_screen(on_saved, ());
            people.put_changed(&me.person);
            session.update(me);
        });
    });
    // Saving waits for uploads: a picture that isn't uploaded yet would be left out.
    let is_waiting =
        move || saving.is_busy.get() || avatar.percent().is_some() || cover.percent().is_some();
    let [of_name, of_about, other] = field_errors(saving.error, ["display_name", "about", ""]);
    view! {
        <form class="form" on:submit=submit novalidate>
            <PictureField label=|text| text.account.picture kind="avatar" picture=avatar />
            <PictureField label=|text| text.account.cover kind="cover" picture=cover />
            <Field
                name="display_name"
                label=say(|text| text.account.display_name)
                hint=say(|text| text.account.display_name_hint)
                error=of_name
                value=name
                kind=derive(|| "text")
                autocomplete="name"
            />
            <Field
                name="about"
                label=say(|text| text.account.about)
                hint=say(|text| text.account.about_hint)
                error=of_about
                value=about
                kind=derive(|| "text")
                autocomplete="off"
            />
            <p class="field-error" role="alert">
                {other}
            </p>
            <button type="submit" class="button" data-kind="primary" disabled=derive(is_waiting)>
                {say(|text| text.actions.save)}
            </button>
        </form>
    }
}

/// A field to choose, replace or remove a picture.
#[component]
fn PictureField(
    /// The name of the field.
    label: fn(&'static PartsText) -> &'static str,
    /// The shape of the preview: `avatar` or `cover`.
    kind: &'static str,
    /// The picture to choose.
    picture: Picture,
) -> impl IntoView {
    let api = use_api();
    let preview = move || {
        picture.photo.get().map(|id| {
            let address = api.photo_address(PhotoFile {
                id,
                size: PhotoSize::Small,
            });
            view! { <img src=address alt="" data-kind=kind /> }
        })
    };
    let language = use_language();
    let failure = move || Some(form_error_text(picture.state()?.error()?, language.get()));
    let percent = derive(move || picture.percent().map(|percent| percent.to_string()));
    // Both fields have the same buttons, so the label for screen readers also names the picture.
    let button_label = move |action: fn(&'static PartsText) -> &'static str| {
        say_with(move |text| format!("{}{}{}", label(text), text.common.colon, action(text)))
    };
    view! {
        <fieldset class="choices">
            <legend>{say(label)}</legend>
            <div class="profile-picture">
                {preview}
                <ChooseButton label=button_label(|text| text.account.choose_picture) picture />
                <Show when=derive(move || picture.photo.get().is_some())>
                    <button
                        type="button"
                        class="button"
                        data-kind="quiet"
                        aria-label=button_label(|text| text.account.take_away)
                        on:click=on_click(move || picture.take_away())
                    >
                        {say(|text| text.account.take_away)}
                    </button>
                </Show> <Show when=derive(move || percent.get().is_some())>
                    <progress
                        max="100"
                        aria-label=say(|text| text.common.sending)
                        value=percent
                    ></progress>
                </Show> <p class="field-error" role="alert">
                    {failure}
                </p>
            </div>
        </fieldset>
    }
}

/// A button that lets the reader choose a file for a picture.
#[component]
fn ChooseButton(
    /// The label for screen readers.
    label: Signal<String>,
    /// The picture that the file replaces.
    picture: Picture,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let take = on_input(move || {
        if let Some(input) = input.get_untracked() {
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                picture.choose(file);
            }
            input.set_value("");
        }
    });
    let open = on_click(move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    });
    view! {
        <input
            node_ref=input
            type="file"
            accept="image/*"
            hidden
            aria-hidden="true"
            tabindex="-1"
            on:change=take
        />
        <button type="button" class="button" aria-label=label on:click=open>
            {say(|text| text.account.choose_picture)}
        </button>
    }
}
