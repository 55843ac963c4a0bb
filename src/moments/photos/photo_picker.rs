//! The photos of a moment that is being written. They can be chosen, pasted or dropped, then
//! ordered, described and removed.

use leptos::ev::{ClipboardEvent, DragEvent};
use leptos::html;
use leptos::prelude::*;
use life_circle_wire::limits::PHOTOS_MOST;
use web_sys::{File, FileList};

use super::photo_tile::PhotoTile;
use crate::data::uploads::{Attachment, Uploads, use_uploads};
use crate::kit::Icon;
use crate::reactive::{
    Show, derive, effect, for_each, memo, on_click, on_input, on_window_event, spawn_local,
};
use crate::text::parts::{say, say_with};

/// Takes up a photo that this tab doesn't have, as long as the moment has it. Another tab names a
/// photo before it has made it smaller and kept it.
fn take_up(
    key: String,
    photos: RwSignal<Vec<Attachment>>,
    uploads: Uploads,
    awaited: StoredValue<Vec<String>>,
) {
    let is_named = move |key: &str| {
        photos
            .try_with_untracked(|photos| photos.iter().any(|photo| photo.key == key))
            .unwrap_or_default()
    };
    spawn_local(async move {
        let is_here = uploads
            .take_up_within(&key, KEEPING_SECONDS, &is_named)
            .await;
        if !is_here && is_named(&key) {
            photos.try_update(|photos| photos.retain(|photo| photo.key != key));
        }
        awaited.try_update_value(|awaited| awaited.retain(|other| *other != key));
    });
}

/// Within how many seconds a tab has kept a photo that it names. After that, this browser keeps
/// none.
const KEEPING_SECONDS: u32 = 30;

/// Adds picture files to a moment.
#[derive(Clone, Copy)]
pub struct Choosing {
    photos: RwSignal<Vec<Attachment>>,
    uploads: Uploads,
    /// What wasn't taken when files were last added.
    left_out: RwSignal<LeftOut>,
}

/// Files that weren't taken.
#[derive(Clone, Default)]
struct LeftOut {
    /// The number of pictures that didn't fit.
    pictures: usize,
    /// The names of files that are no pictures.
    others: Vec<String>,
}

/// Adds files to `photos`. Also takes up the photos that were chosen before the page was closed,
/// and removes those that this browser hasn't kept.
pub fn use_choosing(photos: RwSignal<Vec<Attachment>>) -> Choosing {
    let uploads = use_uploads();
    let awaited = StoredValue::new(Vec::<String>::new());
    effect(move || {
        for Attachment { key, .. } in photos.get() {
            let is_known = uploads.is_here(&key) || awaited.with_value(|all| all.contains(&key));
            if !is_known {
                awaited.update_value(|all| all.push(key.clone()));
                take_up(key, photos, uploads, awaited);
            }
        }
    });
    // When the network is back, failed uploads start again without a tap.
    on_window_event("online", move || uploads.retry_passing());
    Choosing {
        photos,
        uploads,
        left_out: RwSignal::default(),
    }
}

impl Choosing {
    /// Takes the pictures that were pasted. Text is left to the browser, also if it comes with a
    /// picture of itself, as from a spreadsheet.
    pub fn take_pasted(&self, event: &ClipboardEvent) {
        let Some(data) = event.clipboard_data() else {
            return;
        };
        let has_text = data
            .get_data("text/plain")
            .is_ok_and(|text| !text.is_empty());
        if !has_text && self.take(all_of(data.files())) {
            event.prevent_default();
        }
    }

    /// Takes the pictures that were dropped.
    pub fn take_dropped(&self, event: &DragEvent) {
        if self.take(all_of(event.data_transfer().and_then(|data| data.files()))) {
            event.prevent_default();
        }
    }

    /// Takes as many pictures as fit, and says what it leaves out. Returns `true` if there was any
    /// file.
    pub fn take(&self, files: Vec<File>) -> bool {
        let (pictures, others): (Vec<_>, Vec<_>) = files.into_iter().partition(is_picture);
        let room = PHOTOS_MOST.saturating_sub(self.photos.with_untracked(Vec::len));
        let has_some = !pictures.is_empty() || !others.is_empty();
        self.left_out.set(LeftOut {
            pictures: pictures.len().saturating_sub(room),
            others: others.iter().map(File::name).collect(),
        });
        for picture in pictures.into_iter().take(room) {
            let key = self.uploads.add(picture);
            self.photos.update(|photos| {
                photos.push(Attachment {
                    key,
                    alt: String::new(),
                });
            });
        }
        has_some
    }
}

fn all_of(files: Option<FileList>) -> Vec<File> {
    let all = |files: FileList| (0..files.length()).filter_map(move |index| files.get(index));
    files.into_iter().flat_map(all).collect()
}

/// Whether a file may be a picture. Some systems don't know the type of a photo: its name tells.
fn is_picture(file: &File) -> bool {
    let kind = file.type_();
    let name = file.name().to_ascii_lowercase();
    let endings = [
        ".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".heif", ".avif",
    ];
    kind.starts_with("image/")
        || (kind.is_empty() && endings.iter().any(|ending| name.ends_with(ending)))
}

/// The photos as tiles, and the button to choose more.
#[component]
pub fn PhotoPicker(
    /// The chosen photos in their order.
    photos: RwSignal<Vec<Attachment>>,
    /// Adds the chosen files to the photos.
    choosing: Choosing,
    /// Content for the end of the bar.
    children: Children,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let take_chosen = on_input(move || {
        if let Some(input) = input.get_untracked() {
            choosing.take(all_of(input.files()));
            // Cleared, so that the same file can be chosen again.
            input.set_value("");
        }
    });
    let open = on_click(move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    });
    let count = derive(move || photos.with(Vec::len));
    let left_out = say_with(move |text| {
        let LeftOut { pictures, others } = choosing.left_out.get();
        let too_many = (pictures > 0).then(|| (text.photos.photos_left_out)(pictures));
        let names = text.join_names(others.into_iter());
        let no_photos = (!names.is_empty()).then(|| (text.photos.no_photos)(&names));
        let said: Vec<String> = too_many.into_iter().chain(no_photos).collect();
        said.join("\n")
    });
    view! {
        <p class="field-error" role="alert">
            {left_out}
        </p>
        <PhotoTiles photos />
        <input
            node_ref=input
            type="file"
            accept="image/*"
            multiple
            hidden
            aria-hidden="true"
            tabindex="-1"
            on:change=take_chosen
        />
        <div class="photo-bar">
            <button
                type="button"
                class="button"
                data-kind="quiet"
                disabled=derive(move || count.get() >= PHOTOS_MOST)
                on:click=open
            >
                <Icon name="image-plus" />
                {say(|text| text.photos.add_photos)}
            </button>
            <Show when=derive(move || count.get() > 0)>
                <span class="photo-count">
                    {move || format!("{} / {PHOTOS_MOST}", count.get())}
                </span>
            </Show>
            <span class="photo-bar-end">{children()}</span>
        </div>
    }
}

/// The chosen photos as tiles.
#[component]
fn PhotoTiles(
    /// The chosen photos in their order.
    photos: RwSignal<Vec<Attachment>>,
) -> impl IntoView {
    // Only the keys: typing a photo's description must not draw the tiles again.
    let keys = memo(move || {
        photos.with(|photos| {
            photos
                .iter()
                .map(|photo| photo.key.clone())
                .collect::<Vec<_>>()
        })
    });
    view! {
        <div
            class="photo-tiles"
            data-state=derive(move || {
                if photos.with(Vec::is_empty) { "empty" } else { "filled" }
            })
        >
            {for_each(
                move || keys.get(),
                Clone::clone,
                move |key| view! { <PhotoTile key photos /> }.into_any(),
            )}
        </div>
    }
}
