//! Writing a moment.

use leptos::prelude::*;
use life_circle_wire::limits::PLACE_MOST;
use life_circle_wire::moments::{Audience, PostMomentRequest};
use life_circle_wire::people::Person;
use life_circle_wire::photos::PhotoUse;
use life_circle_wire::{Check as _, MomentId, PhotoId};

use super::photo_picker::{PhotoPicker, use_choosing};
use super::reminder_picker::ReminderPicker;
use super::text_box::{SignButtons, TextBox, use_writing};
use super::text_editor::TextEditor;
use crate::erased::derive;
use crate::state::drafts::{Place, use_draft};
use crate::state::outbox::{Draft, use_outbox};
use crate::state::session::use_session;
use crate::state::uploads::{Attachment, use_uploads};
use crate::text::{graphemes, say, say_with};
use crate::ui::{Avatar, Icon, When, choose, on_submit, tap};

/// The composer that the whole page shares.
#[derive(Clone, Copy)]
pub struct ComposerDialog {
    is_open: RwSignal<bool>,
    /// The letter that is to be written anew; empty for none.
    letter: RwSignal<String>,
    /// The moment whose text is to be changed, by its id; empty for none.
    moment: RwSignal<String>,
}

impl ComposerDialog {
    /// Whether it is shown.
    pub fn is_open(&self) -> RwSignal<bool> {
        self.is_open
    }

    /// Opens it with a moment that the server refused.
    pub fn edit(&self, letter: String) {
        self.letter.set(letter);
        self.is_open.set(true);
    }

    /// Whether a moment is changed in it that is there.
    pub fn is_changing(&self) -> Signal<bool> {
        let moment = self.moment;
        derive(move || moment.with(|id| !id.is_empty()))
    }

    /// Opens it to change a moment's text.
    pub fn change(&self, moment: MomentId) {
        self.moment.set(moment.to_string());
        self.is_open.set(true);
    }

    /// It is for new moments again.
    pub fn leave_moment(&self) {
        self.moment.set(String::new());
    }
}

/// Makes the composer available.
pub fn provide_composer() {
    provide_context(ComposerDialog {
        is_open: RwSignal::new(false),
        letter: RwSignal::new(String::new()),
        moment: RwSignal::new(String::new()),
    });
}

/// The composer.
pub fn use_composer() -> ComposerDialog {
    expect_context()
}

/// What opens the composer: it looks like the box to write in.
#[component]
pub fn SharePrompt() -> impl IntoView {
    let (composer, session) = (use_composer(), use_session());
    let me = session.me().map(|me| view! { <Avatar person=me.person /> });
    view! {
        <button type="button" class="share-prompt" on:click=tap(move || composer.is_open().set(true))>
            {me}
            <span>{say(|text| text.share_prompt)}</span>
            <Icon name="pen-line" />
        </button>
    }
}

/// The form to write a moment in, or to change one.
#[component]
pub fn ComposerForm() -> impl IntoView {
    match use_composer().moment.get_untracked().parse() {
        Ok(id) => view! { <TextEditor id /> }.into_any(),
        Err(_) => view! { <NewMoment /> }.into_any(),
    }
}

/// What is written stays until it is sent, even when the page is closed.
#[component]
fn NewMoment() -> impl IntoView {
    let (composer, outbox) = (use_composer(), use_outbox());
    // What was refused is in the drafts before they are read.
    outbox.edit(&composer.letter.get_untracked());
    composer.letter.set(String::new());
    let (text, audience) = (use_draft::<String>(Place::Text), use_draft::<Audience>(Place::Audience));
    let photos = use_draft::<Vec<Attachment>>(Place::Photos);
    let (place, reminded) = (use_draft::<String>(Place::Where), use_draft::<Vec<Person>>(Place::Reminded));
    let is_for_friends = derive(move || audience.get() == Audience::Friends);
    let (choosing, uploads) = (use_choosing(photos), use_uploads());
    let writing = use_writing(text, audience);
    let submit = on_submit(move || {
        let chosen = photos.get_untracked();
        // What the server will know the photos by isn't known yet: their number is checked, and their words.
        let photo = |photo: &Attachment| PhotoUse { id: PhotoId(0), alt: photo.alt.clone() };
        let request = PostMomentRequest {
            text: text.get_untracked(),
            place: place.get_untracked(),
            photos: chosen.iter().map(photo).collect(),
            audience: audience.get_untracked(),
            reminded: reminded.with_untracked(|people| people.iter().map(|person| person.id).collect()),
        };
        let refused = chosen.iter().find_map(|photo| uploads.refusal(&photo.key));
        if let Some(code) = request.check(graphemes).err().map(|refusal| refusal.code).or(refused) {
            return writing.refuse(code);
        }
        let PostMomentRequest { text: written, place: at, audience: whom, .. } = request;
        outbox.send(Draft::Moment {
            text: written,
            place: at,
            photos: chosen,
            audience: whom,
            reminded: reminded.get_untracked(),
        });
        text.set(String::new());
        place.set(String::new());
        photos.set(Vec::new());
        reminded.set(Vec::new());
        audience.set(Audience::default());
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
                <PhotoPicker photos choosing><SignButtons writing /></PhotoPicker>
                <label class="choice place-field" data-kind="row">
                    <Icon name="map-pin" />
                    <input type="text" maxlength=PLACE_MOST autocomplete="off" aria-label=say(|text| text.place) placeholder=say(|text| text.place_placeholder) bind:value=place />
                </label>
                <AudienceChoice audience />
                <When is=is_for_friends>
                    <ReminderPicker reminded />
                </When>
            </div>
            <button type="submit" class="button" data-kind="primary">{say(|text| text.share)}</button>
        </form>
    }
}

#[component]
fn AudienceChoice(
    /// Who can see it.
    audience: RwSignal<Audience>,
) -> impl IntoView {
    let choice = move |value: Audience, icon: &'static str| {
        let name = say_with(move |text| match value {
            Audience::Friends => text.audience_friends,
            Audience::OnlyMe => text.audience_only_me,
        });
        let hint = say_with(move |text| match value {
            Audience::Friends => text.audience_friends_hint,
            Audience::OnlyMe => text.audience_only_me_hint,
        });
        view! {
            <label class="choice" data-kind="row">
                <input type="radio" name="audience" prop:checked=derive(move || audience.get() == value) on:change=choose(move || audience.set(value)) />
                <Icon name=icon />
                <span><strong>{name}</strong><small>{hint}</small></span>
            </label>
        }
    };
    view! {
        <fieldset class="choices" data-kind="rows">
            <legend>{say(|text| text.audience)}</legend>
            {choice(Audience::Friends, "users")}
            {choice(Audience::OnlyMe, "lock")}
        </fieldset>
    }
}
