//! Makes a photo smaller in this browser before it is sent: there is less to send, and its metadata
//! stays here.

use leptos::prelude::*;
use life_circle_wire::photos::PhotoSize;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, ImageBitmap};

use crate::kit::{canvas_of, is_canvas_true, to_blob};

/// The quality of the JPEG, from 0 to 1.
const QUALITY: f64 = 0.9;

/// The photo to send: a copy as large as the server shows a photo at most, or the file itself if
/// this browser can't read it or wouldn't give it back as it is. The server may still be able to.
pub async fn shrink(file: &File) -> Blob {
    let copy = if is_canvas_true().await {
        smaller(file).await
    } else {
        Err(JsValue::NULL)
    };
    copy.unwrap_or_else(|_| file.clone().unchecked_into())
}

async fn smaller(file: &File) -> Result<Blob, JsValue> {
    // The browser turns the picture upright, as its metadata says.
    let bitmap: ImageBitmap = JsFuture::from(window().create_image_bitmap_with_blob(file)?)
        .await?
        .dyn_into()?;
    let (width, height) = PhotoSize::Large.fit(bitmap.width(), bitmap.height());
    let (canvas, context) = canvas_of(width, height)?;
    let [width, height] = [width, height].map(f64::from);
    // A JPEG has no transparency. Without this, transparent pixels would become black.
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, width, height);
    context.set_image_smoothing_enabled(true);
    context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, width, height)?;
    bitmap.close();
    to_blob(&canvas, "image/jpeg", QUALITY).await
}
