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
use web_sys::{Cache, CacheStorage, Request, Response, Url};

use crate::data::storage;
use crate::kit::now;
use crate::reactive::spawn_local;

/// What the names of the caches begin with. `public/service-worker.js` knows it, too.
const PREFIX: &str = "kept-";
/// The cache of what another app has shared with this one: it is for whoever writes next.
pub const SHARED: &str = "shared";
/// The cache of what the service worker sends when no tab is open.
pub const LETTERS: &str = "letters";
/// If a cache has more entries than this, the oldest are deleted, down to [`ENTRIES_LEFT`].
const ENTRIES_MOST: u32 = 1200;
const ENTRIES_LEFT: u32 = 800;
/// What the name of the list of gone moments begins with, and the most that it has.
const GONE: &str = "gone-";
const GONE_MOST: usize = 500;

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
            let cache = find(person).await?;
            JsFuture::from(cache.put_with_str(&address, &response)).await
        };
        put.await.ok();
    });
}

/// Deletes an answer: the server doesn't give it any more.
pub fn drop_answer(person: PersonId, address: &str) {
    let address = address.to_owned();
    spawn_local(async move {
        if let Ok(cache) = find(person).await {
            JsFuture::from(cache.delete_with_str(&address)).await.ok();
        }
    });
}

/// The answer that was kept for a person.
pub async fn read(person: PersonId, address: &str) -> Option<KeptAnswer> {
    let cache = find(person).await.ok()?;
    answer_of(cache.match_with_str(address)).await
}

/// The bodies of all answers that are kept under such an address, with or without a query.
pub async fn read_all(person: PersonId, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let read = async {
        let cache = find(person).await?;
        let entries: Array = JsFuture::from(cache.keys()).await?.dyn_into()?;
        let mut texts = Vec::new();
        for entry in entries {
            let request: Request = entry.dyn_into()?;
            if is_wanted(&Url::new(&request.url())?.pathname()) {
                let answer = answer_of(cache.match_with_request(&request)).await;
                texts.extend(answer.map(|answer| answer.text));
            }
        }
        Ok::<_, JsValue>(texts)
    };
    read.await.unwrap_or_default()
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

/// Notes that something isn't shown to this person any more though a kept answer may have it, or
/// that it is again.
pub fn note_gone(person: PersonId, id: &str, is_gone: bool) {
    let mut ids = gone(person);
    if ids.iter().any(|other| other == id) == is_gone {
        return;
    }
    ids.retain(|other| other != id);
    if is_gone {
        ids.push(id.to_owned());
    }
    let surplus = ids.len().saturating_sub(GONE_MOST);
    ids.drain(..surplus);
    storage::keep_value(&format!("{GONE}{person}"), &ids);
}

/// The ids of what isn't shown to this person any more.
pub fn gone(person: PersonId) -> Vec<String> {
    storage::read_value(&format!("{GONE}{person}")).unwrap_or_default()
}

/// Begins to keep for this person, and deletes what was kept for others.
pub fn begin(person: PersonId) {
    spawn_local(async move {
        let begin = async {
            JsFuture::from(caches()?.open(&name_of(person))).await?;
            forget_all_but(Some(person)).await?;
            trim(person).await
        };
        begin.await.ok();
    });
}

/// Deletes everything that was kept, for everybody.
pub async fn forget() {
    forget_all_but(None).await.ok();
}

/// Deletes what another app has shared with this one, if it wasn't taken up, and what was left to
/// the service worker.
pub fn forget_written() {
    forget_shared();
    forget_cache(LETTERS);
}

/// Deletes what another app has shared with this one.
pub fn forget_shared() {
    forget_cache(SHARED);
}

fn forget_cache(name: &str) {
    if let Ok(caches) = caches() {
        // It is done though nobody waits for it.
        drop(caches.delete(name));
    }
}

/// The address in [`LETTERS`] of what has this key.
pub fn letter_address(key: &str) -> String {
    format!("/letters/{key}")
}

/// Takes something back that was left to the service worker.
pub fn take_letter_back(key: &str) {
    let address = letter_address(key);
    spawn_local(async move {
        let take = async {
            let letters: Cache = JsFuture::from(caches()?.open(LETTERS)).await?.dyn_into()?;
            JsFuture::from(letters.delete_with_str(&address)).await
        };
        take.await.ok();
    });
}

async fn forget_all_but(person: Option<PersonId>) -> Result<(), JsValue> {
    let own = person.map(|person| format!("{GONE}{person}"));
    for name in storage::names(GONE) {
        if Some(&name) != own.as_ref() {
            storage::keep(&name, None);
        }
    }
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
    let cache = find(person).await?;
    let entries: Array = JsFuture::from(cache.keys()).await?.dyn_into()?;
    if entries.length() > ENTRIES_MOST {
        for entry in entries.slice(0, entries.length() - ENTRIES_LEFT) {
            JsFuture::from(cache.delete_with_request(entry.unchecked_ref())).await?;
        }
    }
    Ok(())
}

/// The cache of a person. There is none before [`begin`] and after [`forget`], so that nothing that
/// comes late brings it back.
async fn find(person: PersonId) -> Result<Cache, JsValue> {
    let caches = caches()?;
    let name = name_of(person);
    if JsFuture::from(caches.has(&name)).await?.is_truthy() {
        JsFuture::from(caches.open(&name)).await?.dyn_into()
    } else {
        Err(JsValue::NULL)
    }
}

fn name_of(person: PersonId) -> String {
    format!("{PREFIX}{person}")
}

/// The browser's storage of caches. An error where it has none.
fn caches() -> Result<CacheStorage, JsValue> {
    Reflect::get(&window(), &"caches".into())?.dyn_into()
}
