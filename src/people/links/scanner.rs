//! Scanning a link's QR code, with the camera or from a picture.

use std::time::Duration;

use js_sys::{Object, Reflect};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Event, File, HtmlInputElement, MediaStream, MediaStreamConstraints, MediaStreamTrack,
};

use super::code_reading::{LoadDecode, ReadingError, look_at_file, look_at_video};
use super::kept_link::{keep_link, secret_of};
use crate::reactive::{sleep, spawn_local};
use crate::routing::Route;
use crate::routing::navigator::{Navigator, use_navigator};
use crate::text::parts::{PartsText, say, say_with};

/// How long to wait between two reads of the camera's picture.
const EVERY: Duration = Duration::from_millis(200);

/// The camera's picture, and a button to choose a picture file instead.
#[component]
pub fn Scanner(
    /// Loads the decoder, for browsers that can't read QR codes themselves.
    decoder: LoadDecode,
) -> impl IntoView {
    let video = NodeRef::<html::Video>::new();
    let scan = use_scan(decoder);
    spawn_local(scan.watch(video));
    let choose_picture = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else {
            return;
        };
        input.set_value("");
        spawn_local(scan.read_picture(file));
    };
    view! {
        <div class="scanner">
            <video
                hidden=move || scan.is_refused.get()
                node_ref=video
                muted
                playsinline
                aria-label=say(|text| text.links.scan_hint)
            ></video>
            <p class="field-hint" hidden=move || scan.is_refused.get()>
                {say(|text| text.links.scan_hint)}
            </p>
            <p class="field-error" role="alert">
                {say_with(move |text| scan.said.get().map_or("", |said| said(text)))}
            </p>
            <label class="button file-button">
                <input
                    type="file"
                    accept="image/*"
                    class="visually-hidden"
                    on:change=choose_picture
                />
                {say(|text| text.links.scan_picture)}
            </label>
        </div>
    }
}

/// The search for a link, in the camera's picture and in picture files.
#[derive(Clone, Copy)]
struct Scan {
    navigator: Navigator,
    decoder: LoadDecode,
    /// `true` until a link is found or the scanner is closed.
    is_open: StoredValue<bool>,
    /// The camera that is on; `None` before it has opened.
    camera: StoredValue<Option<MediaStream>, LocalStorage>,
    /// Whether the camera couldn't be opened.
    is_refused: RwSignal<bool>,
    /// The message about the last try.
    said: RwSignal<Option<fn(&'static PartsText) -> &'static str>>,
}

/// A search that ends, and turns the camera off, when the scanner is closed.
fn use_scan(decoder: LoadDecode) -> Scan {
    let scan = Scan {
        navigator: use_navigator(),
        decoder,
        is_open: StoredValue::new(true),
        camera: StoredValue::new_local(None),
        is_refused: RwSignal::new(false),
        said: RwSignal::new(None),
    };
    on_cleanup(move || {
        scan.is_open.try_set_value(false);
        scan.camera
            .try_with_value(|camera| camera.iter().for_each(stop));
    });
    scan
}

impl Scan {
    /// Shows the camera's picture, and reads it until the search ends.
    async fn watch(self, video: NodeRef<html::Video>) {
        let Ok(opened) = open_camera().await else {
            self.is_refused.try_set(true);
            // Keep a message about a chosen picture: it is newer than this one.
            self.said
                .try_update(|said| _ = said.get_or_insert(|text| text.links.camera_refused));
            return;
        };
        // Turn the camera off if the person left while the browser asked for permission.
        if !self.is_open() {
            stop(&opened);
            return;
        }
        let Some(video) = video.get_untracked() else {
            return;
        };
        video.set_src_object(Some(&opened));
        video
            .play()
            .map(|playing| spawn_local(async move { drop(JsFuture::from(playing).await) }))
            .ok();
        self.camera.set_value(Some(opened));
        while self.is_open() {
            if let Ok(Some(text)) = look_at_video(&video, self.decoder).await {
                self.take(&text);
            }
            sleep(EVERY).await;
        }
    }

    /// Reads a picture that was chosen.
    async fn read_picture(self, file: File) {
        let message: fn(&'static PartsText) -> &'static str =
            match look_at_file(&file, self.decoder).await {
                Ok(Some(text)) => return self.take(&text),
                Ok(None) | Err(ReadingError::Unreadable) => |text| text.links.scan_nothing,
                Err(ReadingError::NoDecoder) => |text| text.errors.offline,
            };
        self.said.try_set(Some(message));
    }

    fn is_open(self) -> bool {
        self.is_open.try_get_value() == Some(true)
    }

    /// Opens the link in a code. It accepts only a link of this site, and takes only its secret.
    fn take(self, text: &str) {
        // The scanner may have been closed while the picture was read.
        if !self.is_open() {
            return;
        }
        match secret_of(text) {
            Some(secret) => {
                self.is_open.set_value(false);
                keep_link(secret);
                self.navigator.go(Route::Link);
            }
            None => self.said.set(Some(|text| text.links.scan_other)),
        }
    }
}

async fn open_camera() -> Result<MediaStream, JsValue> {
    let constraints = MediaStreamConstraints::new();
    let back = Object::new();
    Reflect::set(&back, &"facingMode".into(), &"environment".into())?;
    constraints.set_video(&back);
    let opened = window()
        .navigator()
        .media_devices()?
        .get_user_media_with_constraints(&constraints)?;
    JsFuture::from(opened).await?.dyn_into()
}

fn stop(stream: &MediaStream) {
    stream
        .get_tracks()
        .iter()
        .filter_map(|track| track.dyn_into::<MediaStreamTrack>().ok())
        .for_each(|track| track.stop());
}
