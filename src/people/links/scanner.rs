//! Reading a QR code, with the camera or from a picture.

use std::pin::Pin;
use std::time::Duration;

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::html;
use leptos::prelude::*;
use rqrr::PreparedImage;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, Event, HtmlCanvasElement, HtmlInputElement, HtmlVideoElement,
    ImageBitmap, MediaStream, MediaStreamConstraints, MediaStreamTrack,
};

use super::kept_link::keep_link;
use crate::data::api::ApiError;
use crate::reactive::spawn_local;
use crate::routing::Route;
use crate::routing::navigator::use_navigator;
use crate::text::parts::{PartsText, say, say_with};

/// Returns the text of a QR code in a greyscale picture, or `None` if it finds no code. Arguments:
/// one byte for each pixel, and the width in pixels.
pub type Decode = fn(&[u8], usize) -> Option<String>;
/// Loads a [`Decode`] function, for browsers that can't read QR codes.
pub type LoadDecode = fn() -> Pin<Box<dyn Future<Output = Result<Decode, ApiError>>>>;

/// Pause between two reads of the camera's picture.
const EVERY: Duration = Duration::from_millis(200);
/// Longer side, in pixels, of the picture that is decoded; larger ones are scaled down. It is
/// enough for a code that fills a third of it.
const LONGEST: f64 = 800.0;

/// Returns the text of the first readable QR code. The [`Decode`] function for browsers that can't
/// read codes themselves.
pub fn decode(grey: &[u8], width: usize) -> Option<String> {
    let height = grey.len() / width.max(1);
    let mut image =
        PreparedImage::prepare_from_greyscale(width, height, |x, y| grey[y * width + x]);
    image
        .detect_grids()
        .into_iter()
        .find_map(|grid| grid.decode().ok())
        .map(|(_, text)| text)
}

/// The camera's picture, and a button to choose a picture file instead.
#[component]
pub fn Scanner(
    /// Loads the decoder, for browsers that can't read QR codes themselves.
    decoder: LoadDecode,
) -> impl IntoView {
    let navigator = use_navigator();
    let video = NodeRef::<html::Video>::new();
    let said = RwSignal::new(None::<fn(&'static PartsText) -> &'static str>);
    let is_open = StoredValue::new(true);
    let is_refused = RwSignal::new(false);
    // Accept only a link of this site, and take only its secret.
    let take = move |text: &str| {
        let origin = window().location().origin().unwrap_or_default();
        match text
            .strip_prefix(&origin)
            .and_then(|path| path.strip_prefix("/link#"))
        {
            Some(secret) => {
                is_open.set_value(false);
                keep_link(secret);
                navigator.go(Route::Link);
            }
            None => said.set(Some(|text| text.links.scan_other)),
        }
    };
    let stream = StoredValue::new_local(None::<MediaStream>);
    on_cleanup(move || {
        is_open.try_set_value(false);
        stream.try_with_value(|stream| stream.iter().for_each(stop));
    });
    spawn_local(async move {
        let Ok(opened) = open_camera().await else {
            is_refused.try_set(true);
            // Keep a message about a chosen picture: it is newer than this one.
            said.try_update(|said| _ = said.get_or_insert(|text| text.links.camera_refused));
            return;
        };
        // Turn the camera off if the person left while the browser asked for permission.
        if is_open.try_get_value() != Some(true) {
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
        stream.set_value(Some(opened));
        while is_open.try_get_value() == Some(true) {
            if let Ok(Some(text)) = look_at_video(&video, decoder).await {
                take(&text);
            }
            sleep(EVERY).await;
        }
    });
    let choose_picture = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else {
            return;
        };
        input.set_value("");
        spawn_local(async move {
            let found = look_at_file(&file, decoder).await;
            // Do nothing if the scanner was closed in the meantime.
            if is_open.try_get_value() != Some(true) {
                return;
            }
            match found {
                Ok(Some(text)) => take(&text),
                _ => said.set(Some(|text| text.links.scan_nothing)),
            }
        });
    };
    view! {
        <div class="scanner">
            <video
                hidden=move || is_refused.get()
                node_ref=video
                muted
                playsinline
                aria-label=say(|text| text.links.scan_hint)
            ></video>
            <p class="field-hint" hidden=move || is_refused.get()>
                {say(|text| text.links.scan_hint)}
            </p>
            <p class="field-error" role="alert">
                {say_with(move |text| said.get().map_or("", |said| said(text)))}
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

async fn sleep(time: Duration) {
    let mut wait = |resolve: Function, _| {
        let wake = move || {
            resolve.call0(&JsValue::NULL).ok();
        };
        set_timeout(wake, time);
    };
    drop(JsFuture::from(Promise::new(&mut wait)).await);
}

async fn look_at_video(
    video: &HtmlVideoElement,
    decoder: LoadDecode,
) -> Result<Option<String>, JsValue> {
    if video.video_width() == 0 {
        return Ok(None);
    }
    let size = (
        f64::from(video.video_width()),
        f64::from(video.video_height()),
    );
    look(video, size, decoder, |context, width, height| {
        context.draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, width, height)
    })
    .await
}

async fn look_at_file(
    file: &web_sys::File,
    decoder: LoadDecode,
) -> Result<Option<String>, JsValue> {
    let bitmap: ImageBitmap = JsFuture::from(window().create_image_bitmap_with_blob(file)?)
        .await?
        .dyn_into()?;
    let size = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    look(&bitmap, size, decoder, |context, width, height| {
        context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, width, height)
    })
    .await
}

/// Reads a QR code with the browser's own detector. If that fails, uses the loaded decoder on the
/// picture, made smaller if needed.
async fn look(
    source: &JsValue,
    (width, height): (f64, f64),
    decoder: LoadDecode,
    draw: impl FnOnce(&CanvasRenderingContext2d, f64, f64) -> Result<(), JsValue>,
) -> Result<Option<String>, JsValue> {
    if let Ok(found) = detect(source).await {
        return Ok(found);
    }
    let decode = decoder().await.map_err(|_| JsValue::NULL)?;
    let scale = (LONGEST / width.max(height)).min(1.0);
    let [width, height] = [width * scale, height * scale].map(|side| side.round().max(1.0));
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.dyn_into()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "1 to 800"
    )]
    let columns = {
        canvas.set_width(width as u32);
        canvas.set_height(height as u32);
        width as usize
    };
    let context: CanvasRenderingContext2d =
        canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into()?;
    draw(&context, width, height)?;
    let pixels = context.get_image_data(0.0, 0.0, width, height)?.data();
    let grey: Vec<u8> = pixels
        .chunks_exact(4)
        // Green looks brightest to the eye, so it counts double. This is exact enough for QR codes.
        .map(|pixel| pixel[0] / 4 + pixel[1] / 2 + pixel[2] / 4)
        .collect();
    Ok(decode(&grey, columns))
}

/// Asks the browser's own `BarcodeDetector`. Returns an error if the browser has none.
async fn detect(source: &JsValue) -> Result<Option<String>, JsValue> {
    let class: Function = Reflect::get(&window(), &"BarcodeDetector".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"formats".into(), &Array::of1(&"qr_code".into()))?;
    let detector = Reflect::construct(&class, &Array::of1(&options))?;
    let detect: Function = Reflect::get(&detector, &"detect".into())?.dyn_into()?;
    let found: Promise = detect.call1(&detector, source)?.dyn_into()?;
    let found: Array = JsFuture::from(found).await?.dyn_into()?;
    Ok(Reflect::get(&found.get(0), &"rawValue".into())
        .ok()
        .and_then(|text| text.as_string()))
}
