//! Makes a photo smaller in this browser before it is sent: there is less to send, and its metadata
//! stays here.

use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, ImageBitmap};

use crate::kit::canvas_for;

/// The longer side of the sent photo, in pixels: as large as the server shows a photo at most.
const LONGEST: f64 = 2048.0;
/// The quality of the JPEG, from 0 to 1.
const QUALITY: f64 = 0.9;

/// The photo to send: a smaller copy, or the file itself if this browser can't read it. The server
/// may still be able to.
pub async fn shrink(file: &File) -> Blob {
    match smaller(file).await {
        Ok(Some(blob)) => blob,
        _ => file.clone().unchecked_into(),
    }
}

async fn smaller(file: &File) -> Result<Option<Blob>, JsValue> {
    // The browser turns the picture upright, as its metadata says.
    let bitmap: ImageBitmap = JsFuture::from(window().create_image_bitmap_with_blob(file)?)
        .await?
        .dyn_into()?;
    let (canvas, context) = canvas_for(bitmap.width().into(), bitmap.height().into(), LONGEST)?;
    let [width, height] = [canvas.width(), canvas.height()].map(f64::from);
    // A JPEG has no transparency. Without this, transparent pixels would become black.
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, width, height);
    context.set_image_smoothing_enabled(true);
    context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, width, height)?;
    bitmap.close();
    let mut give = |resolve: js_sys::Function, reject: js_sys::Function| {
        let done = Closure::once_into_js(move |blob: JsValue| resolve.call1(&JsValue::NULL, &blob));
        let quality = QUALITY.into();
        if canvas
            .to_blob_with_type_and_encoder_options(done.unchecked_ref(), "image/jpeg", &quality)
            .is_err()
        {
            reject.call0(&JsValue::NULL).ok();
        }
    };
    Ok(JsFuture::from(Promise::new(&mut give))
        .await?
        .dyn_into()
        .ok())
}
