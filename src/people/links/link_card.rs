//! One of my links, with its QR code and its buttons.

use leptos::prelude::*;
use life_circle_wire::Nothing;
use life_circle_wire::links::{Link, RevokeLink};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::kept_link::address_of;
use super::qr::Qr;
use crate::data::action::{tell_screen, use_action};
use crate::kit::{CopyButton, day_and_time_text};
use crate::reactive::{on_click, spawn_local};
use crate::text::parts::{say, say_with};
use crate::text::{parts, use_language};

/// A link that is still valid: when it expires, how often it was used, and buttons to copy, share
/// and revoke it.
#[component]
pub fn LinkCard(
    /// The link to show.
    link: Link,
    /// Called after the link was revoked.
    on_revoked: Callback<()>,
    /// Whether its code is shown.
    has_code: bool,
) -> impl IntoView {
    let revoking = use_action();
    let language = use_language();
    let address = StoredValue::new(address_of(&link.secret));
    let Link {
        id,
        lapses_at,
        people_most,
        people_count,
        ..
    } = link;
    let lapses = move || day_and_time_text(lapses_at, language.get());
    let revoke = on_click(move || {
        revoking.send::<RevokeLink>(id, Nothing {}, move |_| tell_screen(on_revoked, ()));
    });
    let share = can_share().then(|| {
        let share = on_click(move || share(&address.get_value()));
        view! {
            <button type="button" class="button" on:click=share>
                {say(|text| text.links.share_link)}
            </button>
        }
    });
    let revoke_label = say_with(move |text| (text.links.revoke_link_of)(&lapses()));
    view! {
        <div class="link-card">
            {has_code.then(|| view! { <Qr text=address.get_value() /> })} <p class="link-state">
                <strong>{move || (parts::of(language.get()).links.link_lapses)(&lapses())}</strong>
                <span>
                    {say_with(move |text| (text.links.link_used)(people_count, people_most))}
                </span>
            </p> <code class="link-address" dir="ltr">
                {address.get_value()}
            </code> <div class="button-row">
                <CopyButton label=|text| text.links.copy_link text=address />
                {share}
                <button
                    type="button"
                    class="button"
                    data-kind="quiet"
                    aria-label=revoke_label
                    on:click=revoke
                >
                    {say(|text| text.links.revoke)}
                </button>
            </div>
        </div>
    }
}

fn can_share() -> bool {
    js_sys::Reflect::has(&window().navigator(), &JsValue::from_str("share")).unwrap_or(false)
}

/// Opens the system's share dialog for an address. Errors are ignored: closing that dialog counts
/// as one.
fn share(address: &str) {
    let data = web_sys::ShareData::new();
    data.set_url(address);
    let shared = window().navigator().share_with_data(&data);
    spawn_local(async move { drop(JsFuture::from(shared).await) });
}
