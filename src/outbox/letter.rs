//! What waits, as the service worker can send it when no tab is open (`public/service-worker.js`).

use leptos::prelude::window;
use life_circle_wire::comments::PostComment;
use life_circle_wire::moments::PostMoment;
use life_circle_wire::photos::PhotoUse;
use life_circle_wire::{Endpoint as _, NoArgument, PersonId, PhotoId};
use serde::Serialize;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, Response};

use super::{Content, Outgoing};
use crate::data::api::json;
use crate::data::api::kept::{LETTERS, letter_address};
use crate::data::uploads::Attachment;

/// A request as the page would send it, to the byte: the server knows by its key and its content
/// that it is the same.
#[derive(Serialize)]
struct Letter<'a> {
    person: PersonId,
    /// The name of the lock that is held while something is sent.
    lock: &'a str,
    written_at: f64,
    key: &'a str,
    path: String,
    /// The body. Photos that aren't uploaded have the ids -1, -2 and so on.
    body: String,
    /// The keys of the photos.
    photos: Vec<&'a str>,
}

/// Leaves something to the service worker, for the case that the last tab is closed. The worker
/// calls the server that the page comes from.
pub async fn leave(person: PersonId, lock: &str, outgoing: &Outgoing) -> Result<(), JsValue> {
    let text = letter(person, lock, outgoing)?;
    let cache = JsFuture::from(window().caches()?.open(LETTERS)).await?;
    let response = Response::new_with_opt_str(Some(&text))?;
    let cache: Cache = cache.dyn_into()?;
    JsFuture::from(cache.put_with_str(&letter_address(&outgoing.key), &response)).await?;
    Ok(())
}

fn letter(person: PersonId, lock: &str, outgoing: &Outgoing) -> Result<String, JsValue> {
    let photos = outgoing.content.photos();
    let (path, body) = match &outgoing.content {
        Content::Moment(moment) => {
            let request = moment.request(photos.iter().zip(1..).map(in_place).collect());
            (PostMoment::path(&NoArgument), json::write(&request)?)
        }
        Content::Comment(comment) => {
            let body = json::write(&comment.request())?;
            (PostComment::path(&comment.moment), body)
        }
    };
    json::write(&Letter {
        person,
        lock,
        written_at: outgoing.written_at,
        key: &outgoing.key,
        path,
        body,
        photos: photos.iter().map(|photo| photo.key.as_str()).collect(),
    })
}

/// The use of a photo that isn't uploaded yet; `number` begins with 1.
fn in_place((photo, number): (&Attachment, i64)) -> PhotoUse {
    PhotoUse {
        id: PhotoId(-number),
        alt: photo.alt.clone(),
    }
}
