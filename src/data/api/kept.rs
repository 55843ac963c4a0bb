//! Answers of the server that this browser keeps for the person who is signed in: a screen stands
//! before the server answers, and without a connection (`docs/decisions/offline.md`).
//!
//! They lie in the browser's storage of caches, under a name with the person's id, together with
//! the photos that the service worker keeps. The browser has this storage on `https` only, and on
//! `localhost`: elsewhere nothing is kept.

use js_sys::{Array, Promise, Reflect};
use leptos::prelude::window;
use life_circle_wire::{PersonId, Timestamp};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, CacheQueryOptions, CacheStorage, Response};

use crate::kit::now;
use crate::reactive::spawn_local;

/// What the names of the caches begin with. `public/service-worker.js` knows it, too.
const PREFIX: &str = "kept-";
/// If a cache has more entries than this, the oldest are deleted, down to [`ENTRIES_LEFT`].
const ENTRIES_MOST: u32 = 1200;
const ENTRIES_LEFT: u32 = 800;

/// An answer, and when the server gave it.
pub struct KeptAnswer {
    /// The body of the answer.
    pub text: String,
    /// When it came.
    pub at: Timestamp,
}

/// Keeps an answer for a person. If the browser can't, it is read from the server next time, too.
pub fn keep(person: PersonId, address: &str, text: &str) {
    let address = address.to_owned();
    let body = format!("{}\n{text}", now().0);
    spawn_local(async move {
        let put = async {
            let response = Response::new_with_opt_str(Some(&body))?;
            let cache = open(person).await?;
            JsFuture::from(cache.put_with_str(&address, &response)).await
        };
        put.await.ok();
    });
}

/// The answer that was kept for a person.
pub async fn read(person: PersonId, address: &str) -> Option<KeptAnswer> {
    let cache = open(person).await.ok()?;
    answer_of(cache.match_with_str(address)).await
}

/// The bodies of all answers of a path, whatever their query was.
pub async fn read_all(person: PersonId, path: &str) -> Vec<String> {
    let Ok(cache) = open(person).await else {
        return Vec::new();
    };
    let options = CacheQueryOptions::new();
    options.set_ignore_search(true);
    let found = JsFuture::from(cache.match_all_with_str_and_options(path, &options)).await;
    let found: Array = found.unwrap_or_default().dyn_into().unwrap_or_default();
    let mut texts = Vec::new();
    for response in found {
        let answer = answer_of(Promise::resolve(&response)).await;
        texts.extend(answer.map(|answer| answer.text));
    }
    texts
}

async fn answer_of(found: Promise) -> Option<KeptAnswer> {
    let read = async {
        let response: Response = JsFuture::from(found).await?.dyn_into()?;
        JsFuture::from(response.text()?).await
    };
    let body = read.await.ok()?.as_string()?;
    let (at, text) = body.split_once('\n')?;
    Some(KeptAnswer {
        text: text.to_owned(),
        at: Timestamp(at.parse().ok()?),
    })
}

/// Makes room for what is kept for this person, and deletes what was kept for others.
pub fn begin(person: PersonId) {
    spawn_local(async move {
        forget_all_but(Some(person)).await.ok();
        trim(person).await.ok();
    });
}

/// Deletes everything that was kept, for everybody.
pub async fn forget() {
    forget_all_but(None).await.ok();
}

async fn forget_all_but(person: Option<PersonId>) -> Result<(), JsValue> {
    let caches = caches()?;
    let stays = person.map(name_of);
    let names: Array = JsFuture::from(caches.keys()).await?.dyn_into()?;
    for name in names.iter().filter_map(|name| name.as_string()) {
        if name.starts_with(PREFIX) && Some(&name) != stays.as_ref() {
            JsFuture::from(caches.delete(&name)).await?;
        }
    }
    Ok(())
}

/// Deletes the oldest entries if there are too many.
async fn trim(person: PersonId) -> Result<(), JsValue> {
    let cache = open(person).await?;
    let entries: Array = JsFuture::from(cache.keys()).await?.dyn_into()?;
    if entries.length() > ENTRIES_MOST {
        for entry in entries.slice(0, entries.length() - ENTRIES_LEFT) {
            JsFuture::from(cache.delete_with_request(entry.unchecked_ref())).await?;
        }
    }
    Ok(())
}

async fn open(person: PersonId) -> Result<Cache, JsValue> {
    JsFuture::from(caches()?.open(&name_of(person)))
        .await?
        .dyn_into()
}

fn name_of(person: PersonId) -> String {
    format!("{PREFIX}{person}")
}

/// The browser's storage of caches. An error where it has none.
fn caches() -> Result<CacheStorage, JsValue> {
    Reflect::get(&window(), &"caches".into())?.dyn_into()
}
