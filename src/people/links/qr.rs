//! A QR code as SVG.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

use crate::text::parts::say;

/// Width of the white border around a code, in modules. Source: ISO/IEC 18004.
const QUIET: i32 = 4;

/// A QR code that contains a text. Nothing is shown if the text is too long.
#[component]
pub fn Qr(
    /// The text to encode.
    text: String,
) -> impl IntoView {
    // It fails only for texts far longer than a link.
    let code = QrCode::encode_text(&text, QrCodeEcc::Medium).ok()?;
    let size = code.size() + 2 * QUIET;
    let rows = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
    let path: String = rows
        .filter(|&(x, y)| code.get_module(x, y))
        .map(|(x, y)| format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET))
        .collect();
    let view_box = format!("0 0 {size} {size}");
    Some(view! {
        <svg
            class="qr"
            viewBox=view_box
            role="img"
            aria-label=say(|text| text.links.code_of_link)
            shape-rendering="crispEdges"
        >
            <rect width="100%" height="100%" fill="#fff" />
            <path d=path fill="#000" />
        </svg>
    })
}
