//! Writing a new moment.

use leptos::prelude::*;
use life_circle_wire::audience::Audience;
use life_circle_wire::{Check as _, ErrorCode, Refusal};

use super::draft_list::{DraftButtons, DraftList, provide_moment_drafts};
use super::moment_form::{MomentForm, use_moment_form};
use super::reminder_picker::{ReminderPicker, reminded_of};
use super::shared::SharedNote;
use super::text_box::{SignButtons, TextBox, Writing, use_writing};
use crate::data::uploads::{Uploads, use_uploads};
use crate::kit::{Icon, is_send_key};
use crate::moments::audience::{AudienceChoice, AudienceForm};
use crate::moments::photos::{PhotoPicker, use_choosing};
use crate::outbox::{Content, MomentDraft, Outbox, use_outbox};
use crate::reactive::{Show, derive, effect, on_input, on_submit};
use crate::text::{graphemes, parts, say};

/// The form for a new moment. What is written is kept in this browser until it is sent, even when
/// the page is closed.
#[component]
pub fn NewMoment(
    /// The key in the outbox of a moment that the server refused, to be edited and sent again.
    refused: Option<String>,
    /// Called after the moment is put into the outbox.
    on_sent: Callback<()>,
) -> impl IntoView {
    let form = use_moment_form();
    let photos = form.photos;
    let audience = form.audience;
    let choosing = use_choosing(photos);
    let sharing = use_sharing(form, on_sent);
    let Sharing {
        audience_form,
        writing,
        ..
    } = sharing;
    let drafts = provide_moment_drafts(form, writing);
    if let Some(key) = refused
        && drafts.put_aside()
        && let Some(Content::Moment(refused)) = use_outbox().take(&key)
    {
        drafts.show(refused);
    }
    let is_for_friends = derive(move || audience.get() != Audience::OnlyMe);
    // A photo is enough: what was missing isn't missing any more.
    effect(move || {
        photos.track();
        writing.error.set(None);
    });
    view! {
        <form
            class="composer"
            on:submit=on_submit(move || sharing.share())
            on:keydown=move |event| {
                if is_send_key(&event) {
                    sharing.share();
                }
            }
            on:paste=move |event| choosing.take_pasted(&event)
            on:drop=move |event| choosing.take_dropped(&event)
        >
            <div class="composer-body">
                <SharedNote text=form.text choosing />
                <TextBox writing />
                <PhotoPicker photos choosing>
                    <SignButtons writing />
                </PhotoPicker>
                <DraftList />
                <PlaceField place=form.place error=sharing.place_error />
                <AudienceChoice form=audience_form />
                <Show when=is_for_friends>
                    <ReminderPicker reminded=form.reminded audience=audience_form />
                </Show>
            </div>
            <DraftButtons />
            <button type="submit" class="button" data-kind="primary">
                {say(|text| text.moments.share)}
            </button>
        </form>
    }
}

/// The field for the place that the moment names, with its error.
#[component]
fn PlaceField(
    /// The name of the place.
    place: RwSignal<String>,
    /// Why the name isn't accepted. `None` as soon as the writer types on.
    error: RwSignal<Option<ErrorCode>>,
) -> impl IntoView {
    view! {
        <label class="choice place-field" data-kind="row">
            <Icon name="map-pin" />
            <input
                type="text"
                autocomplete="off"
                aria-label=parts::say(|text| text.compose.place)
                placeholder=parts::say(|text| text.compose.place_placeholder)
                aria-invalid=derive(move || error.get().map(|_| "true"))
                aria-describedby="place-error"
                on:input=on_input(move || error.set(None))
                bind:value=place
            />
        </label>
        <p class="field-error" id="place-error" role="alert">
            {parts::say_with(move |text| error.get().map(text.form_errors.refused))}
        </p>
    }
}

/// A new moment on its way from the form into the outbox.
#[derive(Clone, Copy)]
struct Sharing {
    form: MomentForm,
    audience_form: AudienceForm,
    writing: Writing,
    place_error: RwSignal<Option<ErrorCode>>,
    on_sent: Callback<()>,
    uploads: Uploads,
    outbox: Outbox,
}

fn use_sharing(form: MomentForm, on_sent: Callback<()>) -> Sharing {
    let audience_form = AudienceForm::new(form.audience, form.chosen);
    Sharing {
        form,
        audience_form,
        writing: use_writing(form.text, audience_form, RwSignal::new(None)),
        place_error: RwSignal::new(None),
        on_sent,
        uploads: use_uploads(),
        outbox: use_outbox(),
    }
}

impl Sharing {
    /// Puts the moment into the outbox, or shows why it can't be sent.
    fn share(self) {
        if self.audience_form.ask_if_nobody() {
            return;
        }
        // A friend whom another audience excludes isn't reminded.
        let draft = MomentDraft {
            reminded: untrack(|| reminded_of(self.form.reminded, self.audience_form)),
            ..untrack(|| self.form.draft())
        };
        match draft.unsent_request().check(graphemes) {
            Err(Refusal {
                code,
                field: "place",
            }) => return self.place_error.set(Some(code)),
            Err(Refusal { code, .. }) => return self.writing.refuse(code),
            Ok(()) => {}
        }
        let mut refusals = draft
            .photos
            .iter()
            .map(|photo| self.uploads.refusal(&photo.key));
        if let Some(code) = refusals.find_map(|refusal| refusal) {
            return self.writing.refuse(code);
        }
        self.outbox.send(Content::Moment(draft));
        self.form.show(MomentDraft::default());
        self.on_sent.run(());
    }
}
