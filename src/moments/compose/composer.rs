//! The composer: writes a moment, or changes the text or the audience of an existing one.

use leptos::prelude::*;
use life_circle_wire::MomentId;
use serde::Deserialize;
use wasm_bindgen::JsValue;

use super::moment_form::DRAFT;
use super::new_moment::NewMoment;
use super::text_editor::TextEditor;
use crate::data::session::use_session;
use crate::kit::Icon;
use crate::moments::audience::AudienceEditor;
use crate::outbox::drafts;
use crate::people::Avatar;
use crate::reactive::{derive, on_click};
use crate::text::say_with;

/// The query with which the service worker opens the page for what another app has shared.
const SHARED: &str = "?shared";

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
    pub fn open_refused(&self, key: String) {
        self.open(Purpose::Again(key));
    }

    /// Opens it to change a moment's text.
    pub fn open_text(&self, moment: MomentId) {
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

/// Makes the composer available. It is open if another app has shared something.
pub fn provide_composer() {
    let is_open = window().location().search().as_deref() == Ok(SHARED);
    if is_open && let Ok(history) = window().history() {
        // Not again after a reload.
        history
            .replace_state_with_url(&JsValue::NULL, "", Some("/circle"))
            .ok();
    }
    provide_context(ComposerDialog {
        is_open: RwSignal::new(is_open),
        purpose: RwSignal::new(Purpose::New),
    });
}

/// The composer that the page shares, from the context.
pub fn use_composer() -> ComposerDialog {
    expect_context()
}

/// The button that opens the composer. It looks like a text box, with what was begun in it.
#[component]
pub fn SharePrompt() -> impl IntoView {
    let composer = use_composer();
    let session = use_session();
    let person = session.me().map(|me| me.person);
    let id = person.as_ref().map(|person| person.id);
    let me = person.map(|person| view! { <Avatar person /> });
    // Read again whenever the composer was closed.
    let begun = derive(move || {
        composer.is_open.track();
        let begun = drafts::read::<Begun>(id?, DRAFT)?;
        Some(begun.text).filter(|text| !text.trim().is_empty())
    });
    let shown = say_with(move |text| match begun.get() {
        Some(begun) => format!("{}{begun}", text.moments.draft),
        None => text.moments.share_prompt.to_owned(),
    });
    // What the button does comes first, also if it shows a draft.
    let purpose = say_with(move |text| match begun.get() {
        Some(_) => text.moments.share_prompt,
        None => "",
    });
    view! {
        <button type="button" class="share-prompt" on:click=on_click(move || composer.begin())>
            {me}
            <span class="visually-hidden">{purpose}</span>
            <span>{shown}</span>
            <Icon name="pen-line" />
        </button>
    }
}

/// What the button shows of a draft: reading all of it would take two kilobytes of program.
#[derive(Deserialize)]
struct Begun {
    text: String,
}

/// The form to write a moment in, or to change one.
#[component]
pub fn ComposerForm() -> impl IntoView {
    let composer = use_composer();
    let close = Callback::new(move |()| composer.is_open().set(false));
    match composer.purpose.get_untracked() {
        Purpose::Change(id) => view! { <TextEditor id on_saved=close /> }.into_any(),
        Purpose::Audience(id) => view! { <AudienceEditor id on_saved=close /> }.into_any(),
        Purpose::Again(key) => {
            composer.purpose.set(Purpose::New);
            view! { <NewMoment refused=Some(key) on_sent=close /> }.into_any()
        }
        Purpose::New => view! { <NewMoment refused=None on_sent=close /> }.into_any(),
    }
}
