//! A note for somebody whose browser wouldn't keep them signed in.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlDocument;

use crate::data::api::use_api;
use crate::text::parts::say;

/// A cookie that lives for an instant. It asks of the browser what the session's cookie asks:
/// `server/src/http/sessions.rs`.
const PROBE: &str = "__Host-life-circle-probe";

/// Says why the browser wouldn't keep the session, before somebody types a password: it takes no
/// cookies, or the page came without HTTPS. Chromium and Firefox keep cookies on `localhost`
/// without HTTPS, Safari doesn't.
#[component]
pub fn CookieNote() -> impl IntoView {
    // The cookie of a server elsewhere can't be tried from here.
    let is_refused = !use_api().is_elsewhere() && keeps_cookies() == Some(false);
    is_refused.then(|| {
        let is_without_https = window()
            .location()
            .protocol()
            .is_ok_and(|name| name == "http:");
        let note = if is_without_https {
            say(|text| text.account.needs_https)
        } else {
            say(|text| text.account.needs_cookies)
        };
        view! {
            <div class="error-note" role="alert">
                <p>{note}</p>
            </div>
        }
    })
}

/// `None` if the browser doesn't say.
fn keeps_cookies() -> Option<bool> {
    let document = document().dyn_into::<HtmlDocument>().ok()?;
    let set = |lifetime: &str| {
        document.set_cookie(&format!(
            "{PROBE}=1; Path=/; Secure; SameSite=Lax{lifetime}"
        ))
    };
    set("").ok()?;
    let is_kept = document.cookie().ok()?.contains(PROBE);
    set("; Max-Age=0").ok()?;
    Some(is_kept)
}
