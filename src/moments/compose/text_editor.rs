//! Changes the text of an existing moment.

use leptos::prelude::*;
use life_circle_wire::moments::{Moment, SetMomentText, SetTextRequest};
use life_circle_wire::{ErrorCode, MomentId};

use super::text_box::{SignButtons, TextBox, Writing, use_writing};
use crate::data::action::{Action, tell_screen, use_form_action};
use crate::data::session::use_session;
use crate::kit::is_send_key;
use crate::moments::audience::AudienceForm;
use crate::moments::store::{Moments, use_moments};
use crate::outbox::drafts;
use crate::reactive::on_submit;
use crate::text::parts::say;

/// The form to change a moment's text in. What is written stays until it is saved, even when the
/// page is closed.
#[component]
pub fn TextEditor(
    /// The moment whose text to change.
    id: MomentId,
    /// Called after the text is saved, unless the writer has typed on meanwhile.
    on_saved: Callback<()>,
) -> impl IntoView {
    let moment = use_moments().get(id)?.moment.get_untracked();
    let change = use_text_change(moment, on_saved);
    let writing = change.writing;
    Some(view! {
        <form
            class="composer"
            on:submit=on_submit(move || change.save())
            on:keydown=move |event| {
                if is_send_key(&event) {
                    change.save();
                }
            }
        >
            <div class="composer-body">
                <TextBox writing />
                <div class="photo-bar">
                    <span class="photo-bar-end">
                        <SignButtons writing />
                    </span>
                </div>
            </div>
            <button type="submit" class="button" data-kind="primary" disabled=change.saving.is_busy>
                {say(|text| text.actions.save)}
            </button>
        </form>
    })
}

/// A moment's text that is being changed.
#[derive(Clone, Copy)]
struct TextChange {
    id: MomentId,
    has_photos: bool,
    /// The text as the server has it.
    before: RwSignal<String>,
    /// The text as it is written now.
    text: RwSignal<String>,
    writing: Writing,
    saving: Action,
    on_saved: Callback<()>,
    moments: Moments,
}

fn use_text_change(moment: Moment, on_saved: Callback<()>) -> TextChange {
    let me = use_session().me().map(|me| me.person.id);
    let draft_name = format!("{}-text", moment.id);
    // The draft also holds the moment's text from when it was begun. If the moment has another text
    // now, the draft isn't used: saving it would undo that change.
    let text = match me.and_then(|me| drafts::read::<(String, String)>(me, &draft_name)) {
        Some((begun_from, begun)) if begun_from == moment.text => begun,
        _ => moment.text.clone(),
    };
    let text = RwSignal::new(text);
    let before = RwSignal::new(moment.text);
    if let Some(me) = me {
        let written = move || Some((before.get(), text.get())).filter(|(from, to)| from != to);
        // A change of another text, or one that is saved, is none of this one.
        let show = move |draft: Option<(String, String)>| match draft {
            Some((begun_from, begun)) if begun_from == before.get_untracked() => text.set(begun),
            _ => {}
        };
        drafts::keep_in_step(me, &draft_name, written, show);
    }
    let audience = AudienceForm::new(RwSignal::new(moment.audience), RwSignal::new(moment.chosen));
    let saving = use_form_action();
    TextChange {
        id: moment.id,
        has_photos: !moment.photos.is_empty(),
        before,
        text,
        writing: use_writing(text, audience, saving.error),
        saving,
        on_saved,
        moments: use_moments(),
    }
}

impl TextChange {
    /// Saves the text, or shows why it can't be saved.
    fn save(self) {
        let request = SetTextRequest {
            text: self.text.get_untracked(),
        };
        if !self.has_photos && request.text.trim().is_empty() {
            return self.writing.refuse(ErrorCode::TextEmpty);
        }
        let sent = request.text.clone();
        self.saving
            .send::<SetMomentText>(self.id, request, move |moment| {
                self.note_saved(moment, &sent);
            });
    }

    /// Shows the changed moment. The form stays open if the writer has typed on since `sent`.
    fn note_saved(self, moment: Moment, sent: &str) {
        let saved = moment.text.clone();
        self.moments.put_changed(moment);
        self.before.try_set(saved.clone());
        if self.text.try_get_untracked().as_deref() == Some(sent) {
            self.text.try_set(saved);
            tell_screen(self.on_saved, ());
        }
    }
}
