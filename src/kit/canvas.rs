//! A canvas to draw a picture on, in order to read its pixels or to store it.

use std::cell::OnceCell;

use js_sys::{Function, Promise};
use leptos::prelude::{document, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

/// A new canvas of this size, and the context to draw with.
pub fn canvas_of(
    width: u32,
    height: u32,
) -> Result<(HtmlCanvasElement, CanvasRenderingContext2d), JsValue> {
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.dyn_into()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d =
        canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into()?;
    Ok((canvas, context))
}

/// What is drawn on a canvas, as a file of this type. The quality of a JPEG is from 0 to 1.
pub async fn to_blob(
    canvas: &HtmlCanvasElement,
    kind: &str,
    quality: f64,
) -> Result<Blob, JsValue> {
    let mut give = |resolve: Function, reject: Function| {
        let done = Closure::once_into_js(move |blob: JsValue| resolve.call1(&JsValue::NULL, &blob));
        let quality = quality.into();
        if canvas
            .to_blob_with_type_and_encoder_options(done.unchecked_ref(), kind, &quality)
            .is_err()
        {
            reject.call0(&JsValue::NULL).ok();
        }
    };
    JsFuture::from(Promise::new(&mut give)).await?.dyn_into()
}

/// Whether this browser gives back what was drawn. Browsers that hide their user from trackers give
/// noise, or a white sheet.
pub async fn is_canvas_true() -> bool {
    thread_local! {
        static IS_TRUE: OnceCell<bool> = const { OnceCell::new() };
    }
    if let Some(is_true) = IS_TRUE.with(|known| known.get().copied()) {
        return is_true;
    }
    let is_true = gives_back().await.unwrap_or(false);
    IS_TRUE.with(|known| *known.get_or_init(|| is_true))
}

/// Draws a small picture, stores it, reads it, and compares.
async fn gives_back() -> Result<bool, JsValue> {
    const SIDE: u32 = 8;
    let side = f64::from(SIDE);
    let (drawn, context) = canvas_of(SIDE, SIDE)?;
    for x in 0..SIDE {
        let shade = x * 255 / (SIDE - 1);
        context.set_fill_style_str(&format!("rgb({shade} {} 80)", 255 - shade));
        context.fill_rect(x.into(), 0.0, 1.0, side);
    }
    let file = to_blob(&drawn, "image/png", 1.0).await?;
    let bitmap: ImageBitmap = JsFuture::from(window().create_image_bitmap_with_blob(&file)?)
        .await?
        .dyn_into()?;
    let (_, read) = canvas_of(SIDE, SIDE)?;
    read.draw_image_with_image_bitmap(&bitmap, 0.0, 0.0)?;
    let pixels = |context: &CanvasRenderingContext2d| {
        let data = context.get_image_data(0.0, 0.0, side, side)?;
        Ok::<_, JsValue>(data.data().0)
    };
    let expected = (0..SIDE * SIDE).flat_map(|pixel| {
        let shade = (pixel % SIDE * 255 / (SIDE - 1)).to_le_bytes()[0];
        [shade, 255 - shade, 80, 255]
    });
    Ok(expected.eq(pixels(&read)?))
}
