//! Changes the text of an existing moment.

use leptos::prelude::*;
use life_circle_wire::moments::{Moment, SetMomentText, SetTextRequest};
use life_circle_wire::{Check as _, ErrorCode, MomentId};

use super::drafts::{DraftSlot, use_draft};
use super::text_box::{SignButtons, TextBox, Writing, use_writing};
use crate::data::action::tell_screen;
use crate::data::api::{Api, ApiError, use_api};
use crate::data::toasts::{Toasts, use_toasts};
use crate::moments::audience::Reach;
use crate::moments::store::{Entities, use_entities};
use crate::reactive::{effect, on_submit, spawn_local};
use crate::text::graphemes;
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
    let moment = use_entities().get(id)?.moment.get_untracked();
    let change = use_text_change(moment, on_saved);
    let writing = change.writing;
    Some(view! {
        <form class="composer" on:submit=on_submit(move || change.save())>
            <div class="composer-body">
                <TextBox writing />
                <div class="photo-bar">
                    <span class="photo-bar-end">
                        <SignButtons writing />
                    </span>
                </div>
            </div>
            <button type="submit" class="button" data-kind="primary" disabled=change.is_busy>
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
    /// Whether the text is being saved.
    is_busy: RwSignal<bool>,
    on_saved: Callback<()>,
    api: Api,
    entities: Entities,
    toasts: Toasts,
}

fn use_text_change(moment: Moment, on_saved: Callback<()>) -> TextChange {
    let audience = RwSignal::new(moment.audience);
    let reach = Reach::new(audience, RwSignal::new(moment.chosen));
    // The draft also holds the moment's text from when it was begun. If the moment has another text
    // now, the draft isn't used: saving it would undo that change.
    let draft = use_draft::<(String, String)>(DraftSlot::Change(moment.id));
    let (begun_from, begun) = draft.get_untracked();
    let text = RwSignal::new(if begun_from == moment.text {
        begun
    } else {
        moment.text.clone()
    });
    let before = RwSignal::new(moment.text);
    effect(move || {
        let before = before.get();
        let text = text.get();
        draft.set(if before == text {
            Default::default()
        } else {
            (before, text)
        });
    });
    TextChange {
        id: moment.id,
        has_photos: !moment.photos.is_empty(),
        before,
        text,
        writing: use_writing(text, reach),
        is_busy: RwSignal::new(false),
        on_saved,
        api: use_api(),
        entities: use_entities(),
        toasts: use_toasts(),
    }
}

impl TextChange {
    /// Saves the text, or shows why it can't be saved.
    fn save(self) {
        let request = SetTextRequest {
            text: self.text.get_untracked(),
        };
        let is_empty = !self.has_photos && request.text.trim().is_empty();
        let refused = request.check(graphemes).err().map(|refusal| refusal.code);
        if let Some(code) = refused.or_else(|| is_empty.then_some(ErrorCode::TextEmpty)) {
            return self.writing.refuse(code);
        }
        self.writing.error.set(None);
        self.is_busy.set(true);
        spawn_local(async move {
            let answer = self.api.write::<SetMomentText>(&self.id, &request, None);
            match answer.await {
                Ok(moment) => self.note_saved(moment, &request.text),
                Err(error) => self.fail(error),
            }
            self.is_busy.try_set(false);
        });
    }

    /// Shows the changed moment. The form stays open if the writer has typed on since `sent`.
    fn note_saved(self, moment: Moment, sent: &str) {
        let saved = moment.text.clone();
        self.entities.put_written(moment);
        self.before.try_set(saved.clone());
        if self.text.try_get_untracked().as_deref() == Some(sent) {
            self.text.try_set(saved);
            tell_screen(self.on_saved, ());
        }
    }

    /// The form shows the error. If the form is closed by now, a toast shows it.
    fn fail(self, error: ApiError) {
        if let Some(Some(error)) = self.writing.error.try_set(Some(error)) {
            self.toasts.fail(error);
        }
    }
}
