//! Photos that wait to be sent, kept in this browser's database: they outlive the page.
//!
//! By hand: the crate `idb` brings tokio into the page, for one store and three questions.

use std::cell::RefCell;

use js_sys::{Function, Promise};
use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransactionMode};

const DATABASE: &str = "life-circle";
const STORE: &str = "photos";

thread_local! {
    /// The same while the page is open, where the browser keeps nothing.
    static IN_MEMORY: RefCell<Vec<(String, Blob)>> = const { RefCell::new(Vec::new()) };
}

/// Keeps a photo under its key. A browser that keeps nothing forgets it when the page is closed.
pub async fn keep(key: &str, blob: &Blob) -> Result<(), JsValue> {
    IN_MEMORY.with_borrow_mut(|photos| photos.push((key.to_owned(), blob.clone())));
    answer(
        store(IdbTransactionMode::Readwrite)
            .await?
            .put_with_key(blob, &key.into())?,
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
    read.await.ok()?.dyn_into().ok()
}

/// Forgets a photo.
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
        // It fails only where it is there already.
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

/// What a request gives.
async fn answer(request: IdbRequest) -> Result<JsValue, JsValue> {
    let mut listen = |resolve: Function, reject: Function| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    };
    let promise = Promise::new(&mut listen);
    JsFuture::from(promise).await?;
    request.result()
}
