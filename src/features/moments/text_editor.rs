//! Changing the text of a moment that is there.

use leptos::prelude::*;
use life_circle_wire::moments::{Moment, SetMomentText, SetTextRequest};
use life_circle_wire::{Check as _, ErrorCode, MomentId};

use super::composer::use_composer;
use super::text_box::{SignButtons, TextBox, use_writing};
use crate::api::use_api;
use crate::erased::spawn;
use crate::state::drafts::{Place, use_draft};
use crate::state::entities::use_entities;
use crate::state::session::use_session;
use crate::text::{graphemes, say};
use crate::ui::on_submit;

/// The form to change a moment's text in. What is written stays until it is saved, even when the page is closed.
#[component]
pub fn TextEditor(
    /// Whose text.
    id: MomentId,
) -> impl IntoView {
    let (api, composer, entities, session) = (use_api(), use_composer(), use_entities(), use_session());
    on_cleanup(move || composer.leave_moment());
    let Moment { text: before, audience, photos, .. } = entities.get(id)?.moment.get_untracked();
    let (has_photos, before) = (!photos.is_empty(), StoredValue::new(before));
    let text = use_draft::<String>(Place::Change(id));
    if text.with_untracked(String::is_empty) {
        text.set(before.get_value());
    }
    let (writing, is_busy) = (use_writing(text, RwSignal::new(audience)), RwSignal::new(false));
    let submit = on_submit(move || {
        let request = SetTextRequest { text: text.get_untracked() };
        let is_empty = !has_photos && request.text.trim().is_empty();
        let refused = request.check(graphemes).err().map(|refusal| refusal.code);
        if let Some(code) = refused.or_else(|| is_empty.then_some(ErrorCode::TextEmpty)) {
            return writing.refuse(code);
        }
        is_busy.set(true);
        spawn(async move {
            match api.write::<SetMomentText>(&id, &request, None).await {
                Ok(moment) => {
                    entities.put_written(moment);
                    text.try_set(String::new());
                    composer.is_open().set(false);
                }
                Err(error) => {
                    session.notice(&error);
                    writing.error.try_set(Some(error));
                }
            }
            is_busy.try_set(false);
        });
    });
    Some(view! {
        <form class="composer" on:submit=submit>
            <div class="composer-body">
                <TextBox writing />
                <div class="photo-bar"><span class="photo-bar-end"><SignButtons writing /></span></div>
            </div>
            <button type="submit" class="button" data-kind="primary" disabled=is_busy>{say(|text| text.save)}</button>
        </form>
    })
}
