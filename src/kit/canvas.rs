//! A canvas to draw a picture on, in order to read its pixels or to store it.

use leptos::prelude::document;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// A new canvas for a picture of this size, and the context to draw with. If the picture's longer
/// side has more than `longest` pixels, the canvas is smaller, in the same proportions.
pub fn canvas_for(
    width: f64,
    height: f64,
    longest: f64,
) -> Result<(HtmlCanvasElement, CanvasRenderingContext2d), JsValue> {
    let scale = (longest / width.max(height)).min(1.0);
    let [width, height] = [width * scale, height * scale].map(|side| side.round().max(1.0));
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.dyn_into()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "1 to a few thousand"
    )]
    {
        canvas.set_width(width as u32);
        canvas.set_height(height as u32);
    }
    let context: CanvasRenderingContext2d =
        canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into()?;
    Ok((canvas, context))
}
