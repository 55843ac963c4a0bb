//! Changes the text of an existing moment.

use leptos::prelude::*;
use life_circle_wire::moments::{SetMomentText, SetTextRequest};
use life_circle_wire::{Check as _, ErrorCode, MomentId};

use super::drafts::{DraftSlot, use_draft};
use super::text_box::{SignButtons, TextBox, use_writing};
use crate::data::action::tell_screen;
use crate::data::api::use_api;
use crate::data::toasts::use_toasts;
use crate::moments::audience::Reach;
use crate::moments::store::use_entities;
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
    let api = use_api();
    let entities = use_entities();
    let toasts = use_toasts();
    let moment = entities.get(id)?.moment.get_untracked();
    let has_photos = !moment.photos.is_empty();
    let audience = RwSignal::new(moment.audience);
    let reach = Reach::new(audience, RwSignal::new(moment.chosen));
    // The draft also holds the moment's text from when it was begun. If the moment has another text
    // now, the draft isn't used: saving it would undo that change.
    let draft = use_draft::<(String, String)>(DraftSlot::Change(id));
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
    let writing = use_writing(text, reach);
    let is_busy = RwSignal::new(false);
    let submit = on_submit(move || {
        let request = SetTextRequest {
            text: text.get_untracked(),
        };
        let is_empty = !has_photos && request.text.trim().is_empty();
        let refused = request.check(graphemes).err().map(|refusal| refusal.code);
        if let Some(code) = refused.or_else(|| is_empty.then_some(ErrorCode::TextEmpty)) {
            return writing.refuse(code);
        }
        writing.error.set(None);
        is_busy.set(true);
        spawn_local(async move {
            match api.write::<SetMomentText>(&id, &request, None).await {
                Ok(moment) => {
                    let saved = moment.text.clone();
                    entities.put_written(moment);
                    before.try_set(saved.clone());
                    // The form stays open if the writer has typed on meanwhile.
                    if text.try_get_untracked() == Some(request.text) {
                        text.try_set(saved);
                        tell_screen(on_saved, ());
                    }
                }
                // The form shows the error. If the form is closed by now, a toast shows it.
                Err(error) => {
                    if let Some(Some(error)) = writing.error.try_set(Some(error)) {
                        toasts.fail(error);
                    }
                }
            }
            is_busy.try_set(false);
        });
    });
    Some(view! {
        <form class="composer" on:submit=submit>
            <div class="composer-body">
                <TextBox writing />
                <div class="photo-bar">
                    <span class="photo-bar-end">
                        <SignButtons writing />
                    </span>
                </div>
            </div>
            <button type="submit" class="button" data-kind="primary" disabled=is_busy>
                {say(|text| text.actions.save)}
            </button>
        </form>
    })
}
