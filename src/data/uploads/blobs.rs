//! Stores photos that wait to be sent in this browser's database, so that they are there after the
//! page is closed.
//!
//! Written by hand: the crate `idb` would bring tokio into the page, for one store and three
//! operations.

use std::cell::RefCell;

use js_sys::{Array, Function, Promise, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransactionMode};

const DATABASE: &str = "life-circle";
const STORE: &str = "photos";

thread_local! {
    /// The same photos in memory, for a browser that stores nothing. Empty after the page is
    /// closed.
    static IN_MEMORY: RefCell<Vec<(String, Blob)>> = const { RefCell::new(Vec::new()) };
}

/// Stores a photo under its key. If the browser can't store it, that is an error, and the photo is
/// there until the page is closed.
pub async fn keep(key: &str, blob: &Blob) -> Result<(), JsValue> {
    IN_MEMORY.with_borrow_mut(|photos| photos.push((key.to_owned(), blob.clone())));
    // Bytes: Safari's private windows store no blobs.
    let bytes = Uint8Array::new(&JsFuture::from(blob.array_buffer()).await?);
    answer(
        store(IdbTransactionMode::Readwrite)
            .await?
            .put_with_key(&bytes, &key.into())?,
    )
    .await?;
    Ok(())
}

/// The photo that was kept under a key.
pub async fn read(key: &str) -> Option<Blob> {
    let known = |photos: &Vec<(String, Blob)>| {
        photos
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, blob)| blob.clone())
    };
    if let Some(blob) = IN_MEMORY.with_borrow(known) {
        return Some(blob);
    }
    let read = async {
        answer(
            store(IdbTransactionMode::Readonly)
                .await?
                .get(&key.into())?,
        )
        .await
    };
    // Earlier versions of the page stored blobs.
    match read.await.ok()?.dyn_into::<Blob>() {
        Ok(blob) => Some(blob),
        Err(kept) => {
            let bytes = kept.dyn_into::<Uint8Array>().ok()?;
            Blob::new_with_u8_array_sequence(&Array::of1(&bytes)).ok()
        }
    }
}

/// Deletes a stored photo.
pub async fn forget(key: &str) -> Result<(), JsValue> {
    IN_MEMORY.with_borrow_mut(|photos| photos.retain(|(name, _)| name != key));
    answer(
        store(IdbTransactionMode::Readwrite)
            .await?
            .delete(&key.into())?,
    )
    .await?;
    Ok(())
}

async fn store(mode: IdbTransactionMode) -> Result<IdbObjectStore, JsValue> {
    let factory = window().indexed_db()?.ok_or(JsValue::NULL)?;
    let request = factory.open_with_u32(DATABASE, 1)?;
    let opening = request.clone();
    let upgrade = Closure::once_into_js(move || {
        let database = opening
            .result()
            .ok()
            .and_then(|result| result.dyn_into::<IdbDatabase>().ok());
        // This fails only if the store exists already.
        database
            .map(|database| database.create_object_store(STORE))
            .transpose()
            .ok();
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    let database: IdbDatabase = answer(request.unchecked_into()).await?.dyn_into()?;
    database
        .transaction_with_str_and_mode(STORE, mode)?
        .object_store(STORE)
}

/// Waits for the result of a database request.
async fn answer(request: IdbRequest) -> Result<JsValue, JsValue> {
    let mut listen = |resolve: Function, reject: Function| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    };
    let promise = Promise::new(&mut listen);
    JsFuture::from(promise).await?;
    request.result()
}
