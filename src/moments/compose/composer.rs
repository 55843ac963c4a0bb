//! The composer: writes a moment, or changes the text or the audience of an existing one.

use leptos::prelude::*;
use life_circle_wire::MomentId;
use wasm_bindgen::JsValue;

use super::moment_form::put_back;
use super::new_moment::NewMoment;
use super::text_editor::TextEditor;
use crate::data::session::use_session;
use crate::kit::Icon;
use crate::moments::audience::AudienceEditor;
use crate::outbox::{Content, use_outbox};
use crate::people::Avatar;
use crate::reactive::on_click;
use crate::text::{say, say_with};

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
    let close = Callback::new(move |()| composer.is_open().set(false));
    match composer.purpose.get_untracked() {
        Purpose::Change(id) => view! { <TextEditor id on_saved=close /> }.into_any(),
        Purpose::Audience(id) => view! { <AudienceEditor id on_saved=close /> }.into_any(),
        Purpose::Again(key) => {
            // Put the refused moment back into the drafts first: `NewMoment` reads them.
            let unsent = use_outbox().take(&key);
            let me = use_session().me();
            let audiences_differ = match (unsent, me) {
                (Some(Content::Moment(unsent)), Some(me)) => put_back(me.person.id, unsent),
                _ => false,
            };
            composer.purpose.set(Purpose::New);
            view! { <NewMoment audiences_differ on_sent=close /> }.into_any()
        }
        Purpose::New => view! { <NewMoment audiences_differ=false on_sent=close /> }.into_any(),
    }
}
