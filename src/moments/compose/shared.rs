//! What another app has shared with this one: words, a link, photos. The service worker keeps it
//! (`public/service-worker.js`) until the composer takes it up.

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Cache, File, FilePropertyBag, Response};

use crate::data::api::kept::SHARED;
use crate::moments::photos::Choosing;
use crate::reactive::spawn_local;

/// The words in the cache. The photos have numbers.
const WORDS: &str = "/share/words";

/// Adds to a moment that is begun what was shared with this app, if anything.
pub fn take_up(text: RwSignal<String>, choosing: Choosing) {
    spawn_local(async move {
        // Nothing was shared, or this browser keeps nothing.
        take(text, choosing).await.ok();
    });
}

async fn take(text: RwSignal<String>, choosing: Choosing) -> Result<(), JsValue> {
    let caches = window().caches()?;
    if JsFuture::from(caches.has(SHARED)).await?.is_falsy() {
        return Ok(());
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
        photos.push(File::new_with_blob_sequence_and_options(
            &Array::of1(&blob),
            "",
            &kind,
        )?);
    }
    JsFuture::from(caches.delete(SHARED)).await?;
    if let Some(words) = words.filter(|words| !words.is_empty()) {
        // The writer may have closed the composer meanwhile: then its draft has the words.
        text.try_update(|text| {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&words);
        });
    }
    choosing.take(photos);
    Ok(())
}

async fn find(cache: &Cache, path: &str) -> Result<Option<Response>, JsValue> {
    let found = JsFuture::from(cache.match_with_str(path)).await?;
    Ok(found.dyn_into().ok())
}
