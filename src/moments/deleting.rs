//! Deleting a moment, with ten seconds to think again.

use std::time::Duration;

use leptos::prelude::*;
use life_circle_wire::moments::{SetDeletedRequest, SetMomentDeleted};
use life_circle_wire::{MomentId, limits};

use wasm_bindgen::JsCast as _;
use web_sys::{Element, FocusOptions, HtmlElement};

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

/// Where the keyboard goes on when this moment is gone: at the author of the moment after it, or
/// else before it. `None` if the focus isn't in this moment.
fn next_focus(id: MomentId) -> Option<HtmlElement> {
    let shown = document()
        .query_selector_all("[data-anchor]:not([hidden])")
        .ok()?;
    let shown: Vec<Element> = (0..shown.length())
        .filter_map(|index| shown.get(index)?.dyn_into().ok())
        .collect();
    let focused = document().active_element()?;
    let id = id.to_string();
    let is_it = |element: &Element| element.get_attribute("data-anchor").as_deref() == Some(&id);
    let index = shown
        .iter()
        .position(|element| is_it(element) && element.contains(Some(&focused)))?;
    let before = index.checked_sub(1).and_then(|index| shown.get(index));
    let link = shown
        .get(index + 1)
        .or(before)?
        .query_selector(".moment-author");
    link.ok().flatten()?.dyn_into().ok()
}

fn focus(element: &HtmlElement) {
    let without_scrolling = FocusOptions::new();
    without_scrolling.set_prevent_scroll(true);
    element.focus_with_options(&without_scrolling).ok();
}

impl Deleting {
    /// Deletes a moment of mine and offers to undo it.
    pub fn delete(&self, id: MomentId) {
        let deleting = *self;
        spawn_local(async move {
            let next = next_focus(id);
            if deleting.set(id, true).await {
                next.iter().for_each(focus);
                let undo = Callback::new(move |()| deleting.undo(id));
                let action = ToastAction {
                    label: |language| language.text().moments.undo,
                    run: undo,
                    is_undo: true,
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
