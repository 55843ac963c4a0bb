//! Photos that wait to be sent, kept in this browser's database: they outlive the page.

use idb::{Database, DatabaseEvent as _, Error, Factory, TransactionMode};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::Blob;

const DATABASE: &str = "life-circle";
const STORE: &str = "photos";

async fn open() -> Result<Database, Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(1))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            // It fails only where it is there already.
            database.create_object_store(STORE, idb::ObjectStoreParams::new()).ok();
        }
    });
    request.await
}

/// Keeps a photo under its key. A browser that keeps nothing forgets it when the page is closed.
pub async fn keep(key: &str, blob: &Blob) -> Result<(), Error> {
    let transaction = open().await?.transaction(&[STORE], TransactionMode::ReadWrite)?;
    transaction.object_store(STORE)?.put(blob, Some(&key.into()))?.await?;
    transaction.commit()?.await?;
    Ok(())
}

/// The photo that was kept under a key.
pub async fn read(key: &str) -> Option<Blob> {
    let read = async {
        let transaction = open().await?.transaction(&[STORE], TransactionMode::ReadOnly)?;
        transaction.object_store(STORE)?.get(JsValue::from(key))?.await
    };
    read.await.ok().flatten()?.dyn_into().ok()
}

/// Forgets a photo.
pub async fn forget(key: &str) -> Result<(), Error> {
    let transaction = open().await?.transaction(&[STORE], TransactionMode::ReadWrite)?;
    transaction.object_store(STORE)?.delete(JsValue::from(key))?.await?;
    transaction.commit()?.await?;
    Ok(())
}
