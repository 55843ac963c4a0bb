//! Uploads a photo with `XMLHttpRequest`, which reports progress; `fetch` doesn't.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Date, Promise};
use leptos::prelude::{GetValue as _, IntervalHandle, set_interval_with_handle};
use life_circle_wire::photos::{Photo, UploadPhoto};
use life_circle_wire::{Caller, Endpoint as _, KEY_HEADER};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ProgressEvent, XmlHttpRequest};

use super::{Api, ApiError, json, refusal_of};

/// An upload without progress for this long, in milliseconds, is given up.
const STANDS_STILL_MS: f64 = 30_000.0;
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// An upload that is aborted when it is dropped, that is when nobody waits for it any more.
struct UploadGuard {
    request: XmlHttpRequest,
    /// Looks whether the upload stands still.
    watch: Option<IntervalHandle>,
    /// The progress handler. It must live as long as the request may call it.
    _on_progress: Closure<dyn FnMut(ProgressEvent)>,
}

impl Drop for UploadGuard {
    fn drop(&mut self) {
        self.watch.iter().for_each(IntervalHandle::clear);
        self.request
            .upload()
            .map(|upload| upload.set_onprogress(None))
            .unwrap_or_default();
        // Aborting a finished request does nothing.
        self.request.abort().ok();
    }
}

impl Api {
    /// Sends a photo under its key, and says in percent how far it is.
    pub async fn upload(
        &self,
        photo: &Blob,
        key: &str,
        mut tell_percent: impl FnMut(u32) + 'static,
    ) -> Result<Photo, ApiError> {
        let last_progress = Rc::new(Cell::new(Date::now()));
        let progressed = last_progress.clone();
        let on_progress = Closure::new(move |event: ProgressEvent| {
            progressed.set(Date::now());
            if event.total() > 0.0 {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "0 to 100"
                )]
                tell_percent((event.loaded() * 100.0 / event.total()) as u32);
            }
        });
        let request = self
            .start(photo, key, &on_progress)
            .map_err(|_| ApiError::Malformed)?;
        let watched = request.clone();
        let give_up = move || {
            if Date::now() - last_progress.get() > STANDS_STILL_MS {
                // It ends as if there were no connection, and is sent again.
                watched.abort().ok();
            }
        };
        let upload = UploadGuard {
            watch: set_interval_with_handle(give_up, LOOK_EVERY).ok(),
            request,
            _on_progress: on_progress,
        };
        let mut done = |resolve: js_sys::Function, _: js_sys::Function| {
            upload.request.set_onloadend(Some(&resolve));
        };
        let promise = Promise::new(&mut done);
        JsFuture::from(promise)
            .await
            .map_err(|_| ApiError::Offline)?;
        let status = upload.request.status().unwrap_or(0);
        let text = upload
            .request
            .response_text()
            .ok()
            .flatten()
            .unwrap_or_default();
        self.noticing(match status {
            0 => Err(ApiError::Offline),
            200 => json::parse(&text).map_err(|_| ApiError::Malformed),
            status => Err(refusal_of(status, &text)),
        })
    }

    fn start(
        &self,
        photo: &Blob,
        key: &str,
        on_progress: &Closure<dyn FnMut(ProgressEvent)>,
    ) -> Result<XmlHttpRequest, JsValue> {
        let base = self.base.get_value();
        let request = XmlHttpRequest::new()?;
        request.open(
            UploadPhoto::METHOD.as_str(),
            &format!("{base}{}", UploadPhoto::PATH),
        )?;
        request.set_with_credentials(true);
        request.set_request_header(Caller::HEADER, &self.caller().to_string())?;
        request.set_request_header(KEY_HEADER, key)?;
        request
            .upload()?
            .set_onprogress(Some(on_progress.as_ref().unchecked_ref()));
        request.send_with_opt_blob(Some(photo))?;
        Ok(request)
    }
}
