//! Deleting a moment, with ten seconds to think again.

use std::time::Duration;

use leptos::prelude::*;
use life_circle_wire::moments::{SetDeletedRequest, SetMomentDeleted};
use life_circle_wire::{MomentId, limits};

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

use super::store::{Moments, use_moments};
use crate::data::api::{Api, use_api};
use crate::data::toasts::{ToastAction, Toasts, use_toasts};
use crate::reactive::spawn_local;

/// The services that deleting needs.
#[derive(Clone, Copy)]
pub struct Deleting {
    api: Api,
    moments: Moments,
    toasts: Toasts,
}

/// A [`Deleting`] from the contexts.
pub fn use_deleting() -> Deleting {
    Deleting {
        api: use_api(),
        moments: use_moments(),
        toasts: use_toasts(),
    }
}

/// The moment after this one, or else before it, for the keyboard to go on from.
fn element_after(id: MomentId) -> Option<HtmlElement> {
    let shown = document()
        .query_selector_all("[data-anchor]:not([hidden])")
        .ok()?;
    let shown: Vec<Element> = (0..shown.length())
        .filter_map(|index| shown.get(index)?.dyn_into().ok())
        .collect();
    let id = id.to_string();
    let is_it = |element: &Element| element.get_attribute("data-anchor").as_deref() == Some(&id);
    let index = shown.iter().position(is_it)?;
    let next = shown.get(index + 1).or(shown.get(index.checked_sub(1)?))?;
    let link = next.query_selector(".moment-author").ok().flatten()?;
    link.dyn_into().ok()
}

/// Puts the focus there, if the keyboard had it in what is gone now.
fn focus(next: Option<HtmlElement>) {
    request_animation_frame(move || {
        let is_lost = document().active_element() == document().body().map(Into::into);
        if let Some(next) = next.filter(|_| is_lost) {
            next.focus().ok();
        }
    });
}

impl Deleting {
    /// Deletes a moment of mine and offers to undo it.
    pub fn delete(&self, id: MomentId) {
        let deleting = *self;
        spawn_local(async move {
            let next = element_after(id);
            if deleting.set(id, true).await {
                focus(next);
                let undo = Callback::new(move |()| deleting.undo(id));
                let action = ToastAction {
                    label: |language| language.text().moments.undo,
                    run: undo,
                };
                deleting.toasts.offer(
                    |language| language.text().moments.moment_deleted,
                    action,
                    Duration::from_secs(limits::UNDO_SECONDS.into()),
                );
            }
        });
    }

    fn undo(&self, id: MomentId) {
        let deleting = *self;
        spawn_local(async move {
            deleting.set(id, false).await;
        });
    }

    /// Sets `deleted` on the server, then here. Returns whether the server did it; if not, a toast
    /// says why.
    async fn set(&self, id: MomentId, deleted: bool) -> bool {
        let request = SetDeletedRequest { deleted };
        let outcome = self
            .api
            .write::<SetMomentDeleted>(&id, &request, None)
            .await;
        match outcome {
            Ok(_) => {
                self.moments.note_change(id);
                self.moments.set_deleted(id, deleted);
                true
            }
            Err(error) => {
                self.toasts.fail_at(
                    error,
                    if deleted {
                        |language| language.text().common.delete_failed
                    } else {
                        |language| language.text().moments.undo_failed
                    },
                );
                false
            }
        }
    }
}
