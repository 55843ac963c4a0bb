//! One photo of a moment that is being written: its upload, its description and its position.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use life_circle_wire::limits::ALT_MOST;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use crate::data::error_note::error_text;
use crate::data::uploads::{Attachment, UploadState, use_uploads};
use crate::kit::Icon;
use crate::reactive::{Show, derive, on_click};
use crate::text::parts::{PartsText, say, say_with};

/// A photo with controls to move, describe and remove it, and to retry its upload.
#[component]
pub fn PhotoTile(
    /// The key of the photo to show.
    key: String,
    /// All photos of the moment, in their order.
    photos: RwSignal<Vec<Attachment>>,
) -> impl IntoView {
    let uploads = use_uploads();
    let name = StoredValue::new(key.clone());
    let is_describing = RwSignal::new(false);
    let place = derive(move || position(&photos.get(), &name.get_value()));
    let preview = {
        let key = key.clone();
        derive(move || uploads.get(&key).map(|upload| upload.preview))
    };
    let state = derive(move || {
        uploads
            .get(&name.get_value())
            .map(|upload| upload.state.get())
    });
    let alt = derive(move || {
        photos.with(|photos| {
            photos
                .get(place.get())
                .map(|photo| photo.alt.clone())
                .unwrap_or_default()
        })
    });
    let remove = on_click(move || {
        photos.update(|photos| photos.retain(|photo| photo.key != name.get_value()));
        uploads.remove(&name.get_value());
    });
    let label = move |pick: fn(&'static PartsText) -> fn(usize) -> String| {
        say_with(move |text| pick(text)(place.get() + 1))
    };
    view! {
        <div class="photo-tile" data-key=key>
            <div class="photo-tile-picture">
                <img src=move || preview.get() alt=alt />
                <Progress state retry=Callback::new(move |()| uploads.retry(&name.get_value())) />
                <Grip name photos place />
                <button
                    type="button"
                    class="icon-button photo-remove"
                    aria-label=label(|text| text.photos.remove_photo)
                    on:click=remove
                >
                    <Icon name="x" />
                </button>
                <button
                    type="button"
                    class="photo-describe"
                    aria-label=label(|text| text.photos.describe_photo)
                    aria-expanded=derive(move || is_describing.get().to_string())
                    data-state=derive(move || {
                        if alt.with(String::is_empty) { "empty" } else { "filled" }
                    })
                    on:click=on_click(move || {
                        is_describing.update(|describing| *describing = !*describing);
                    })
                >
                    {say(|text| text.photos.alt)}
                </button>
            </div>
            <Show when=derive(move || is_describing.get())>
                <textarea
                    class="photo-alt"
                    rows="2"
                    autofocus
                    maxlength=ALT_MOST.to_string()
                    aria-label=label(|text| text.photos.describe_photo)
                    placeholder=say(|text| text.photos.describe_placeholder)
                    prop:value=alt
                    on:input:target=move |event| set_alt(
                        photos,
                        &name.get_value(),
                        event.target().value(),
                    )
                ></textarea>
            </Show>
        </div>
    }
}

fn position(photos: &[Attachment], key: &str) -> usize {
    photos
        .iter()
        .position(|photo| photo.key == key)
        .unwrap_or(0)
}

fn set_alt(photos: RwSignal<Vec<Attachment>>, key: &str, alt: String) {
    photos.update(|photos| {
        if let Some(photo) = photos.iter_mut().find(|photo| photo.key == key) {
            photo.alt = alt;
        }
    });
}

/// The progress of the upload, until it is done. After a failure, the error and a button to try
/// again.
#[component]
fn Progress(state: Signal<Option<UploadState>>, retry: Callback<()>) -> impl IntoView {
    let percent = derive(move || match state.get() {
        Some(UploadState::Sending(percent)) => Some(percent),
        Some(UploadState::Preparing | UploadState::Waiting) => Some(0),
        _ => None,
    });
    let failure = say_with(move |text| match state.get() {
        Some(UploadState::Failed(error)) => Some(error_text(&error, text)),
        _ => None,
    });
    view! {
        <Show when=derive(move || percent.get().is_some())>
            <progress
                class="photo-progress"
                max="100"
                aria-label=say(|text| text.common.sending)
                value=move || percent.get().map(|percent| percent.to_string())
            ></progress>
        </Show>
        <Show when=derive(move || failure.get().is_some())>
            <div class="photo-failure" role="alert">
                <span>{failure}</span>
                <button type="button" class="link-button" on:click=on_click(move || retry.run(()))>
                    {say(|text| text.common.retry)}
                </button>
            </div>
        </Show>
    }
}

/// The handle to drag a photo to another position. The arrow keys, Home and End move it, too.
#[component]
fn Grip(
    name: StoredValue<String>,
    photos: RwSignal<Vec<Attachment>>,
    place: Signal<usize>,
) -> impl IntoView {
    let grip = NodeRef::<html::Button>::new();
    let is_held = RwSignal::new(false);
    let go_to = move |wanted: usize| {
        let is_other = photos.with_untracked(|photos| wanted < photos.len())
            && wanted != place.get_untracked();
        if is_other {
            photos.update(|photos| move_to(photos, &name.get_value(), wanted));
            // The tile has moved within the page, so the grip must get the keyboard focus back.
            request_animation_frame(move || {
                grip.get_untracked()
                    .map(|grip| grip.focus())
                    .transpose()
                    .ok();
            });
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let wanted = match event.key().as_str() {
            "ArrowLeft" | "ArrowUp" => place.get_untracked().wrapping_sub(1),
            "ArrowRight" | "ArrowDown" => place.get_untracked() + 1,
            "Home" => 0,
            "End" => photos.with_untracked(Vec::len) - 1,
            _ => return,
        };
        event.prevent_default();
        go_to(wanted);
    };
    let hold = move |event: PointerEvent| {
        is_held.set(true);
        grip.get_untracked()
            .map(|grip| grip.set_pointer_capture(event.pointer_id()))
            .transpose()
            .ok();
    };
    let drag = move |event: PointerEvent| {
        if !is_held.get_untracked() {
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "a place on the screen")]
        let under = document().element_from_point(event.client_x() as f32, event.client_y() as f32);
        let tile = under.and_then(|element| element.closest(".photo-tile").ok().flatten());
        let key = tile
            .and_then(|tile| tile.dyn_into::<HtmlElement>().ok())
            .and_then(|tile| tile.get_attribute("data-key"));
        if let Some(key) = key {
            go_to(position(&photos.get_untracked(), &key));
        }
    };
    view! {
        <button
            node_ref=grip
            type="button"
            class="icon-button photo-grip"
            aria-label=say_with(move |text| (text
                .photos
                .move_photo)(place.get() + 1, photos.with(Vec::len)))
            data-state=derive(move || if is_held.get() { "held" } else { "free" })
            on:keydown=on_key
            on:pointerdown=hold
            on:pointermove=drag
            on:pointerup=move |_| is_held.set(false)
            on:pointercancel=move |_| is_held.set(false)
        >
            <Icon name="grip" />
        </button>
    }
}

/// Moves a photo to another position. The others keep their order.
fn move_to(photos: &mut Vec<Attachment>, key: &str, place: usize) {
    if let Some(now) = photos.iter().position(|photo| photo.key == key) {
        let photo = photos.remove(now);
        photos.insert(place.min(photos.len()), photo);
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
