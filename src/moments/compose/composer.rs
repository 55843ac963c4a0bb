//! The composer: writes a moment, or changes the text or the audience of an existing one.

use leptos::prelude::*;
use life_circle_wire::audience::Audience;
use life_circle_wire::{Check as _, ErrorCode, MomentId, Refusal};

use super::moment_form::{MomentForm, put_back, use_moment_form};
use super::reminder_picker::{ReminderPicker, reminded_of};
use super::text_box::{SignButtons, TextBox, use_writing};
use super::text_editor::TextEditor;
use crate::data::session::use_session;
use crate::data::uploads::use_uploads;
use crate::kit::Icon;
use crate::moments::audience::{AudienceChoice, AudienceEditor, Reach};
use crate::moments::photos::{PhotoPicker, use_choosing};
use crate::outbox::{Content, MomentDraft, use_outbox};
use crate::people::Avatar;
use crate::reactive::{Show, derive, on_click, on_input, on_submit};
use crate::text::{graphemes, parts, say, say_with};

/// What the composer is open for.
#[derive(Clone)]
enum Purpose {
    /// A new moment.
    New,
    /// A moment that the server refused, to be edited and sent again. Holds its key in the
    /// outbox.
    Again(String),
    /// The text of an existing moment.
    Change(MomentId),
    /// The audience of an existing moment. `None`: of all my moments.
    Audience(Option<MomentId>),
}

/// The composer that the whole page shares.
#[derive(Clone, Copy)]
pub struct ComposerDialog {
    is_open: RwSignal<bool>,
    purpose: RwSignal<Purpose>,
}

impl ComposerDialog {
    /// Whether it is shown.
    pub fn is_open(&self) -> RwSignal<bool> {
        self.is_open
    }

    /// Opens it for a new moment.
    pub fn begin(&self) {
        self.open(Purpose::New);
    }

    /// Opens it with a moment that the server refused. `key` is its key in the outbox.
    pub fn edit(&self, key: String) {
        self.open(Purpose::Again(key));
    }

    /// Opens it to change a moment's text.
    pub fn change(&self, moment: MomentId) {
        self.open(Purpose::Change(moment));
    }

    /// Opens it to change the audience of a moment. `None`: of all my moments.
    pub fn change_audience(&self, moment: Option<MomentId>) {
        self.open(Purpose::Audience(moment));
    }

    fn open(&self, purpose: Purpose) {
        self.purpose.set(purpose);
        self.is_open.set(true);
    }

    /// The title of the dialog.
    pub fn title(&self) -> Signal<String> {
        let purpose = self.purpose;
        say_with(move |text| {
            let title = match purpose.get() {
                Purpose::Change(_) => text.common.edit,
                Purpose::Audience(Some(_)) => text.moments.audience,
                Purpose::Audience(None) => text.moments.old_moments,
                Purpose::New | Purpose::Again(_) => text.moments.new_moment,
            };
            title.to_owned()
        })
    }
}

/// Makes the composer available.
pub fn provide_composer() {
    provide_context(ComposerDialog {
        is_open: RwSignal::new(false),
        purpose: RwSignal::new(Purpose::New),
    });
}

/// The composer that the page shares, from the context.
pub fn use_composer() -> ComposerDialog {
    expect_context()
}

/// The button that opens the composer. It looks like a text box.
#[component]
pub fn SharePrompt() -> impl IntoView {
    let composer = use_composer();
    let session = use_session();
    let me = session.me().map(|me| view! { <Avatar person=me.person /> });
    view! {
        <button type="button" class="share-prompt" on:click=on_click(move || composer.begin())>
            {me}
            <span>{say(|text| text.moments.share_prompt)}</span>
            <Icon name="pen-line" />
        </button>
    }
}

/// The form to write a moment in, or to change one.
#[component]
pub fn ComposerForm() -> impl IntoView {
    let composer = use_composer();
    match composer.purpose.get_untracked() {
        Purpose::Change(id) => {
            let close = Callback::new(move |()| composer.is_open().set(false));
            view! { <TextEditor id on_saved=close /> }.into_any()
        }
        Purpose::Audience(id) => {
            let close = Callback::new(move |()| composer.is_open().set(false));
            view! { <AudienceEditor id on_saved=close /> }.into_any()
        }
        Purpose::Again(key) => {
            // Put the refused moment back into the drafts first: `NewMoment` reads them.
            let unsent = use_outbox().take(&key);
            let me = use_session().me();
            let are_for_others = match (unsent, me) {
                (Some(Content::Moment(unsent)), Some(me)) => put_back(me.person.id, unsent),
                _ => false,
            };
            composer.purpose.set(Purpose::New);
            view! { <NewMoment are_for_others /> }.into_any()
        }
        Purpose::New => view! { <NewMoment are_for_others=false /> }.into_any(),
    }
}

/// The form for a new moment. What is written is kept in this browser until it is sent, even when
/// the page is closed.
#[component]
fn NewMoment(
    /// `true` if the form now holds two joined moments that had different audiences.
    are_for_others: bool,
) -> impl IntoView {
    let composer = use_composer();
    let outbox = use_outbox();
    let form = use_moment_form();
    let MomentForm {
        text,
        place,
        photos,
        audience,
        reminded,
        ..
    } = form;
    let is_for_friends = derive(move || audience.get() != Audience::OnlyMe);
    let choosing = use_choosing(photos);
    let uploads = use_uploads();
    let reach = Reach::new(audience, form.chosen);
    // Asks for the audience of the joined moments, until one other than `OnlyMe` is chosen.
    let say_joined = parts::say_with(move |text| {
        if are_for_others && audience.get() == Audience::OnlyMe {
            text.compose.joined_for_me
        } else {
            ""
        }
    });
    let writing = use_writing(text, reach);
    let place_error = RwSignal::new(None::<ErrorCode>);
    let submit = on_submit(move || {
        if reach.asks() {
            return;
        }
        // A friend whom another audience excludes isn't reminded.
        let draft = MomentDraft {
            reminded: untrack(|| reminded_of(reminded, reach)),
            ..untrack(|| form.read())
        };
        match draft.unsent_request().check(graphemes) {
            Err(Refusal {
                code,
                field: "place",
            }) => return place_error.set(Some(code)),
            Err(Refusal { code, .. }) => return writing.refuse(code),
            Ok(()) => {}
        }
        let mut refusals = draft.photos.iter().map(|photo| uploads.refusal(&photo.key));
        if let Some(code) = refusals.find_map(|refusal| refusal) {
            return writing.refuse(code);
        }
        outbox.send(Content::Moment(draft));
        form.clear();
        composer.is_open().set(false);
    });
    view! {
        <form
            class="composer"
            on:submit=submit
            on:paste=move |event| choosing.take_pasted(&event)
            on:dragover=move |event| event.prevent_default()
            on:drop=move |event| choosing.take_dropped(&event)
        >
            <div class="composer-body">
                <TextBox writing />
                <PhotoPicker photos choosing>
                    <SignButtons writing />
                </PhotoPicker>
                <label class="choice place-field" data-kind="row">
                    <Icon name="map-pin" />
                    <input
                        type="text"
                        autocomplete="off"
                        aria-label=parts::say(|text| text.compose.place)
                        placeholder=parts::say(|text| text.compose.place_placeholder)
                        aria-invalid=derive(move || place_error.get().map(|_| "true"))
                        aria-describedby="place-error"
                        on:input=on_input(move || place_error.set(None))
                        bind:value=place
                    />
                </label>
                <p class="field-error" id="place-error" role="alert">
                    {say_with(move |text| place_error.get().map(text.errors.refused))}
                </p>
                <p class="field-error" role="alert">
                    {say_joined}
                </p>
                <AudienceChoice reach />
                <Show when=is_for_friends>
                    <ReminderPicker reminded reach />
                </Show>
            </div>
            <button type="submit" class="button" data-kind="primary">
                {say(|text| text.moments.share)}
            </button>
        </form>
    }
}
