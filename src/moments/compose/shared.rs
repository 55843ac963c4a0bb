//! What another app has shared with this one: words, a link, photos. The service worker keeps it
//! (`public/service-worker.js`). It is added to the moment after a tap only: any site can send
//! something to the worker.

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Cache, File, FilePropertyBag, Response};

use crate::data::api::kept::{SHARED, forget_shared};
use crate::moments::photos::Choosing;
use crate::reactive::{Show, derive, on_click, spawn_local};
use crate::text::parts::{say, say_with};

/// The words in the cache. The photos have numbers.
const WORDS: &str = "/share/words";

/// What waits to be added.
struct Shared {
    words: String,
    photos: Vec<File>,
}

/// Offers to add what was shared, if anything.
#[component]
pub fn SharedNote(
    /// The text of the moment that is being written.
    text: RwSignal<String>,
    /// Adds photos to it.
    choosing: Choosing,
) -> impl IntoView {
    let words = RwSignal::new(String::new());
    let photos = RwSignal::new(0);
    spawn_local(async move {
        // It fails if this browser keeps nothing.
        if let Ok(Some(shared)) = read().await {
            words.try_set(shared.words);
            photos.try_set(shared.photos.len());
        }
    });
    let forget = move || {
        forget_shared();
        words.set(String::new());
        photos.set(0);
    };
    let add = move || {
        spawn_local(async move {
            if let Ok(Some(shared)) = read().await
                && !text.is_disposed()
            {
                add_words(text, &shared.words);
                choosing.take(shared.photos);
                forget();
            }
        });
    };
    let count = say_with(move |text| match photos.get() {
        0 => String::new(),
        count => (text.compose.photos)(count),
    });
    view! {
        <Show when=derive(move || photos.get() > 0 || !words.with(String::is_empty))>
            <section class="shared-note" aria-label=say(|text| text.compose.shared)>
                <h3>{say(|text| text.compose.shared)}</h3>
                <p class="shared-words" dir="auto">
                    {words}
                </p>
                <p>{count}</p>
                <div class="button-row">
                    <button type="button" class="button" on:click=on_click(add)>
                        {say(|text| text.compose.add_shared)}
                    </button>
                    <button
                        type="button"
                        class="button"
                        data-kind="quiet"
                        on:click=on_click(forget)
                    >
                        {say(|text| text.outbox.discard)}
                    </button>
                </div>
            </section>
        </Show>
    }
}

fn add_words(text: RwSignal<String>, words: &str) {
    if words.is_empty() {
        return;
    }
    text.update(|text| {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(words);
    });
}

async fn read() -> Result<Option<Shared>, JsValue> {
    let caches = window().caches()?;
    if JsFuture::from(caches.has(SHARED)).await?.is_falsy() {
        return Ok(None);
    }
    let cache: Cache = JsFuture::from(caches.open(SHARED)).await?.dyn_into()?;
    let words = match find(&cache, WORDS).await? {
        Some(words) => JsFuture::from(words.text()?).await?.as_string(),
        None => None,
    };
    let mut photos = Vec::new();
    while let Some(photo) = find(&cache, &format!("/share/{}", photos.len())).await? {
        let blob: Blob = JsFuture::from(photo.blob()?).await?.dyn_into()?;
        let kind = FilePropertyBag::new();
        kind.set_type(&blob.type_());
        let parts = Array::of1(&blob);
        photos.push(File::new_with_blob_sequence_and_options(&parts, "", &kind)?);
    }
    Ok(Some(Shared {
        words: words.unwrap_or_default(),
        photos,
    }))
}

async fn find(cache: &Cache, path: &str) -> Result<Option<Response>, JsValue> {
    let found = JsFuture::from(cache.match_with_str(path)).await?;
    Ok(found.dyn_into().ok())
}
