//! One photo of a moment that is being written: its upload, its description and its position.

use leptos::prelude::*;
use life_circle_wire::limits::ALT_MOST;

use super::photo_grip::{PhotoGrip, position_of};
use crate::data::api::ApiError;
use crate::data::error_note::form_error_text;
use crate::data::uploads::{Attachment, UploadState, use_uploads};
use crate::kit::Icon;
use crate::reactive::{Show, derive, on_click};
use crate::text::parts::{PartsText, say, say_with};
use crate::text::{graphemes, use_language};

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
    let position = derive(move || position_of(&photos.get(), &name.get_value()));
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
                .get(position.get())
                .map(|photo| photo.alt.clone())
                .unwrap_or_default()
        })
    });
    let remove = on_click(move || {
        photos.update(|photos| photos.retain(|photo| photo.key != name.get_value()));
        uploads.remove(&name.get_value());
    });
    let label = move |pick: fn(&'static PartsText) -> fn(usize) -> String| {
        say_with(move |text| pick(text)(position.get() + 1))
    };
    let describe = label(|text| text.photos.describe_photo);
    view! {
        <div class="photo-tile" data-key=key>
            <div class="photo-tile-picture">
                <img src=move || preview.get() alt=alt />
                <Progress state retry=Callback::new(move |()| uploads.retry(&name.get_value())) />
                <PhotoGrip key=name photos position />
                <button
                    type="button"
                    class="icon-button photo-remove"
                    aria-label=label(|text| text.photos.remove_photo)
                    on:click=remove
                >
                    <Icon name="x" />
                </button>
                <DescribeButton is_describing label=describe alt />
            </div>
            <Show when=is_describing>
                <textarea
                    class="photo-alt"
                    rows="2"
                    autofocus
                    aria-label=describe
                    placeholder=say(|text| text.photos.describe_placeholder)
                    prop:value=alt
                    on:input:target=move |event| set_alt(
                        photos,
                        &name.get_value(),
                        event.target().value(),
                    )
                ></textarea>
            </Show>
            <p class="field-error" role="alert">
                {say_with(move |text| {
                    let over = alt.with(|alt| graphemes(alt)).saturating_sub(ALT_MOST);
                    (over > 0).then(|| (text.moments.characters_over)(over))
                })}
            </p>
        </div>
    }
}

/// The button that opens and closes the field for the photo's description.
#[component]
fn DescribeButton(
    /// Whether the field is open.
    is_describing: RwSignal<bool>,
    /// The name of the button for screen readers.
    label: Signal<String>,
    /// The photo's description, which may be empty.
    alt: Signal<String>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="photo-describe"
            aria-label=label
            aria-expanded=derive(move || is_describing.get().to_string())
            data-state=derive(move || if alt.with(String::is_empty) { "empty" } else { "filled" })
            on:click=on_click(move || is_describing.update(|describing| *describing = !*describing))
        >
            {say(|text| text.photos.alt)}
        </button>
    }
}

fn set_alt(photos: RwSignal<Vec<Attachment>>, key: &str, alt: String) {
    photos.update(|photos| {
        if let Some(photo) = photos.iter_mut().find(|photo| photo.key == key) {
            photo.alt = alt;
        }
    });
}

/// The progress of the upload, until it is done. After a failure, the error, and a button to try
/// again if that can help.
#[component]
fn Progress(
    /// The state of the upload; `None` if this browser doesn't have the photo.
    state: Signal<Option<UploadState>>,
    /// Uploads the photo again.
    retry: Callback<()>,
) -> impl IntoView {
    let percent = derive(move || state.get()?.percent());
    let language = use_language();
    let failure = derive(move || Some(form_error_text(state.get()?.error()?, language.get())));
    let may_pass = derive(move || {
        let state = state.get();
        let error = state.as_ref().and_then(UploadState::error);
        error.is_some_and(ApiError::is_passing)
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
                <Show when=may_pass>
                    <button
                        type="button"
                        class="link-button"
                        on:click=on_click(move || retry.run(()))
                    >
                        {say(|text| text.common.retry)}
                    </button>
                </Show>
            </div>
        </Show>
    }
}
