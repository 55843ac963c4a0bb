//! Writing a moment.

use leptos::html;
use leptos::prelude::*;
use life_circle_wire::limits::MOMENT_TEXT_MOST;
use life_circle_wire::moments::{Audience, PostMomentRequest};
use life_circle_wire::people::Person;
use life_circle_wire::photos::PhotoUse;
use life_circle_wire::{Check as _, ErrorCode, PhotoId};
use web_sys::HtmlTextAreaElement;

use super::mention_list::{MentionList, Mentioning, active_option, use_mentioning};
use super::photo_picker::{PhotoPicker, use_choosing};
use super::reminder_picker::ReminderPicker;
use crate::erased::{derive, react};
use crate::state::drafts::{Place, use_draft};
use crate::state::outbox::{Draft, use_outbox};
use crate::state::session::use_session;
use crate::state::uploads::{Attachment, use_uploads};
use crate::text::{Text, graphemes, say, say_with};
use crate::ui::{Avatar, Icon, When, choose, on_submit, tap};

/// The number of characters left is said from here on.
const WARN_AT: usize = 200;

/// The composer that the whole page shares.
#[derive(Clone, Copy)]
pub struct ComposerDialog {
    is_open: RwSignal<bool>,
    /// The letter that is to be written anew; empty for none.
    letter: RwSignal<String>,
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
}

/// Makes the composer available.
pub fn provide_composer() {
    provide_context(ComposerDialog { is_open: RwSignal::new(false), letter: RwSignal::new(String::new()) });
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

/// The form to write a moment in. What is written stays until it is sent, even when the page is closed.
#[component]
pub fn ComposerForm() -> impl IntoView {
    let composer = use_composer();
    let (outbox, error) = (use_outbox(), RwSignal::new(None::<ErrorCode>));
    // What was refused is in the drafts before they are read.
    outbox.edit(&composer.letter.get_untracked());
    composer.letter.set(String::new());
    let (text, audience) = (use_draft::<String>(Place::Text), use_draft::<Audience>(Place::Audience));
    let photos = use_draft::<Vec<Attachment>>(Place::Photos);
    let reminded = use_draft::<Vec<Person>>(Place::Reminded);
    let is_for_friends = derive(move || audience.get() == Audience::Friends);
    let (choosing, uploads) = (use_choosing(photos), use_uploads());
    let input = NodeRef::<html::Textarea>::new();
    react(move || {
        if let Some(input) = input.get() {
            input.focus().ok();
        }
    });
    let mentioning = use_mentioning(text, audience);
    let at_field = move |action: fn(Mentioning, &HtmlTextAreaElement)| {
        if let Some(input) = input.get_untracked() {
            action(mentioning, &input);
        }
    };
    let submit = on_submit(move || {
        let chosen = photos.get_untracked();
        // What the server will know the photos by isn't known yet: their number is checked, and their words.
        let photo = |photo: &Attachment| PhotoUse { id: PhotoId(0), alt: photo.alt.clone() };
        let request = PostMomentRequest {
            text: text.get_untracked(),
            photos: chosen.iter().map(photo).collect(),
            audience: audience.get_untracked(),
            reminded: reminded.with_untracked(|people| people.iter().map(|person| person.id).collect()),
        };
        let refused = chosen.iter().find_map(|photo| uploads.refusal(&photo.key));
        if let Some(code) = request.check(graphemes).err().map(|refusal| refusal.code).or(refused) {
            error.set(Some(code));
            return;
        }
        let PostMomentRequest { text: written, audience: whom, .. } = request;
        outbox.send(Draft::Moment {
            text: written,
            photos: chosen,
            audience: whom,
            reminded: reminded.get_untracked(),
        });
        text.set(String::new());
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
                <textarea
                    node_ref=input
                    rows="6"
                    dir="auto"
                    aria-label=say(|text| text.moment_text)
                    placeholder=say(|text| text.moment_placeholder)
                    aria-invalid=derive(move || error.get().map(|_| "true"))
                    aria-describedby="composer-error"
                    aria-autocomplete="list"
                    aria-activedescendant=move || active_option(mentioning)
                    on:input=choose(move || {
                        error.set(None);
                        at_field(Mentioning::notice);
                    })
                    on:click=tap(move || at_field(Mentioning::notice))
                    on:keydown=move |event| {
                        if let Some(input) = input.get_untracked() {
                            mentioning.take_key(&event, &input);
                        }
                    }
                    bind:value=text
                ></textarea>
                <MentionList mentioning input />
                <p class="field-error" id="composer-error" role="alert">{say_with(move |text| error.get().map(text.error))}</p>
                <CharacterCount text />
                <PhotoPicker photos choosing>
                    <SignButton icon="at-sign" label=|text| text.mention on_tap=move || at_field(|mentioning, input| mentioning.begin('@', input)) />
                    <SignButton icon="hash" label=|text| text.topic_add on_tap=move || at_field(|mentioning, input| mentioning.begin('#', input)) />
                </PhotoPicker>
                <AudienceChoice audience />
                <When is=is_for_friends>
                    <ReminderPicker reminded />
                </When>
            </div>
            <button type="submit" class="button" data-kind="primary">{say(|text| text.share)}</button>
        </form>
    }
}

/// What writes a sign into the text; the field keeps the focus, and the phone its keyboard.
#[component]
fn SignButton(
    /// How it looks.
    icon: &'static str,
    /// What it is for.
    label: fn(&'static Text) -> &'static str,
    /// Writes it.
    on_tap: impl FnMut() + 'static,
) -> impl IntoView {
    view! {
        <button type="button" class="icon-button" aria-label=say(label) on:mousedown=|event| event.prevent_default() on:click=tap(on_tap)>
            <Icon name=icon />
        </button>
    }
}

/// How many characters are left, near the end.
#[component]
fn CharacterCount(text: RwSignal<String>) -> impl IntoView {
    let used = derive(move || text.with(|text| graphemes(text)));
    let fill = move || if used.get() > MOMENT_TEXT_MOST { "over" } else { "under" };
    let count = say_with(move |text| match used.get() {
        few if few + WARN_AT < MOMENT_TEXT_MOST => String::new(),
        used if used <= MOMENT_TEXT_MOST => (text.characters_left)(MOMENT_TEXT_MOST - used),
        used => (text.characters_over)(used - MOMENT_TEXT_MOST),
    });
    view! { <p class="composer-count" data-state=fill>{count}</p> }
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
