//! Reading a QR code in a picture.

use std::pin::Pin;

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use rqrr::PreparedImage;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, File, HtmlVideoElement, ImageBitmap};

use crate::data::api::ApiError;
use crate::kit::canvas_of;

/// Returns the text of a QR code in a greyscale picture, or `None` if it finds no code. Arguments:
/// one byte for each pixel, and the width in pixels.
pub type Decode = fn(&[u8], usize) -> Option<String>;
/// Loads a [`Decode`] function, for browsers that can't read QR codes.
pub type LoadDecode = fn() -> Pin<Box<dyn Future<Output = Result<Decode, ApiError>>>>;

/// Why a picture couldn't be read.
pub enum ReadingError {
    /// The decoder couldn't be loaded: there is no connection.
    NoDecoder,
    /// The browser couldn't open or draw the picture.
    Unreadable,
}

impl From<JsValue> for ReadingError {
    fn from(_: JsValue) -> Self {
        Self::Unreadable
    }
}

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

/// Reads a QR code in the picture that a video shows now.
pub async fn look_at_video(
    video: &HtmlVideoElement,
    decoder: LoadDecode,
) -> Result<Option<String>, ReadingError> {
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

/// Reads a QR code in a picture file.
pub async fn look_at_file(
    file: &File,
    decoder: LoadDecode,
) -> Result<Option<String>, ReadingError> {
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
) -> Result<Option<String>, ReadingError> {
    if let Ok(found) = detect(source).await {
        return Ok(found);
    }
    let decode = decoder().await.map_err(|_| ReadingError::NoDecoder)?;
    let scale = (LONGEST / width.max(height)).min(1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "1 to a few thousand"
    )]
    let [width, height] = [width, height].map(|side| (side * scale).round().max(1.0) as u32);
    let (canvas, context) = canvas_of(width, height)?;
    let [width, height] = [canvas.width(), canvas.height()].map(f64::from);
    draw(&context, width, height)?;
    let pixels = context.get_image_data(0.0, 0.0, width, height)?.data();
    let grey: Vec<u8> = pixels
        .chunks_exact(4)
        // Green looks brightest to the eye, so it counts double. This is exact enough for QR codes.
        .map(|pixel| pixel[0] / 4 + pixel[1] / 2 + pixel[2] / 4)
        .collect();
    Ok(decode(&grey, canvas.width() as usize))
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
