//! The handle that moves a photo of a moment that is being written to another position.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use crate::data::uploads::Attachment;
use crate::kit::Icon;
use crate::reactive::derive;
use crate::text::parts::say_with;

/// The handle to drag a photo to another position. The arrow keys, Home and End move it, too.
#[component]
pub fn PhotoGrip(
    /// The key of the photo to move.
    key: StoredValue<String>,
    /// All photos of the moment, in their order.
    photos: RwSignal<Vec<Attachment>>,
    /// The photo's position, from 0.
    position: Signal<usize>,
) -> impl IntoView {
    let grip = NodeRef::<html::Button>::new();
    let is_held = RwSignal::new(false);
    let moving = Moving {
        key,
        photos,
        position,
        grip,
        is_held,
    };
    let label =
        say_with(move |text| (text.photos.move_photo)(position.get() + 1, photos.with(Vec::len)));
    view! {
        <button
            node_ref=grip
            type="button"
            class="icon-button photo-grip"
            aria-label=label
            data-state=derive(move || if is_held.get() { "held" } else { "free" })
            on:keydown=move |event| moving.take_key(&event)
            on:pointerdown=move |event| moving.hold(&event)
            on:pointermove=move |event| moving.drag(&event)
            on:pointerup=move |_| is_held.set(false)
            on:pointercancel=move |_| is_held.set(false)
        >
            <Icon name="grip" />
        </button>
    }
}

/// Moves one photo by its grip.
#[derive(Clone, Copy)]
struct Moving {
    key: StoredValue<String>,
    photos: RwSignal<Vec<Attachment>>,
    position: Signal<usize>,
    grip: NodeRef<html::Button>,
    /// Whether a pointer holds the grip.
    is_held: RwSignal<bool>,
}

impl Moving {
    /// Moves the photo, unless it is there already or there is no such position.
    fn go_to(self, wanted: usize) {
        let is_other = self.photos.with_untracked(|photos| wanted < photos.len())
            && wanted != self.position.get_untracked();
        if is_other {
            self.photos
                .update(|photos| move_to(photos, &self.key.get_value(), wanted));
            // The tile has moved within the page, so the grip must get the keyboard focus back.
            request_animation_frame(move || {
                self.grip
                    .get_untracked()
                    .map(|grip| grip.focus())
                    .transpose()
                    .ok();
            });
        }
    }

    fn take_key(self, event: &KeyboardEvent) {
        let wanted = match event.key().as_str() {
            "ArrowLeft" | "ArrowUp" => self.position.get_untracked().wrapping_sub(1),
            "ArrowRight" | "ArrowDown" => self.position.get_untracked() + 1,
            "Home" => 0,
            "End" => self.photos.with_untracked(Vec::len) - 1,
            _ => return,
        };
        event.prevent_default();
        self.go_to(wanted);
    }

    fn hold(self, event: &PointerEvent) {
        self.is_held.set(true);
        self.grip
            .get_untracked()
            .map(|grip| grip.set_pointer_capture(event.pointer_id()))
            .transpose()
            .ok();
    }

    /// Moves the photo to the position of the tile under the pointer.
    fn drag(self, event: &PointerEvent) {
        if !self.is_held.get_untracked() {
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "a position on the screen")]
        let under = document().element_from_point(event.client_x() as f32, event.client_y() as f32);
        let tile = under.and_then(|element| element.closest(".photo-tile").ok().flatten());
        let key = tile
            .and_then(|tile| tile.dyn_into::<HtmlElement>().ok())
            .and_then(|tile| tile.get_attribute("data-key"));
        if let Some(key) = key {
            self.go_to(position_of(&self.photos.get_untracked(), &key));
        }
    }
}

/// The position of a photo, from 0. 0 if it isn't there.
pub fn position_of(photos: &[Attachment], key: &str) -> usize {
    photos
        .iter()
        .position(|photo| photo.key == key)
        .unwrap_or(0)
}

/// Moves a photo to another position. The others keep their order.
fn move_to(photos: &mut Vec<Attachment>, key: &str, position: usize) {
    if let Some(now) = photos.iter().position(|photo| photo.key == key) {
        let photo = photos.remove(now);
        photos.insert(position.min(photos.len()), photo);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_moves_and_the_others_keep_their_order() {
        let photo = |key: &str| Attachment {
            key: key.to_owned(),
            alt: String::new(),
        };
        let mut photos = ["a", "b", "c", "d"].map(photo).to_vec();
        let keys = |photos: &[Attachment]| {
            photos
                .iter()
                .map(|photo| photo.key.as_str())
                .collect::<String>()
        };
        move_to(&mut photos, "d", 1);
        assert_eq!(keys(&photos), "adbc");
        move_to(&mut photos, "a", 3);
        assert_eq!(keys(&photos), "dbca");
        move_to(&mut photos, "gone", 0);
        assert_eq!(keys(&photos), "dbca");
    }
}
