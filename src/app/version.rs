//! Notices that the server has another version of the page than this tab: the parts of this one are
//! gone then.

use std::time::Duration;

use gloo_net::http::RequestBuilder;
use leptos::prelude::*;
use web_sys::{RequestCache, Storage};

use crate::data::toasts::{ToastAction, use_toasts};
use crate::reactive::{on_window_event, tell_window};

/// What the names of the page's own files begin with. The version follows: up to 16 hexadecimal
/// digits, without zeros in front.
const OWN: &str = "/life-circle-";
/// The name of the version that this tab was reloaded for. It isn't reloaded for the same again.
const RELOADED_FOR: &str = "reloaded-for";
/// The name of a flag: this tab was just reloaded.
const IS_NEW: &str = "is-new";
/// The window's events for a new version that waits, and for the reader's wish to have it.
const WAITS: &str = "version-waits";
const WANTED: &str = "version-wanted";
/// How long the offer stands on the screen.
const OFFERED_FOR: Duration = Duration::from_mins(10);

/// Reloads the page, once, if the server has another version of it. Drafts and what waits to be
/// sent are kept by the browser.
pub async fn reload_if_outdated() {
    let own = document()
        .document_element()
        .and_then(|page| version_in(&page.inner_html()));
    let current = RequestBuilder::new("/").cache(RequestCache::NoStore).send();
    let Ok(answer) = current.await else { return };
    let current = answer.text().await.ok().and_then(|page| version_in(&page));
    let (Some(own), Some(current), Some(kept)) = (own, current, storage()) else {
        return;
    };
    let was_reloaded = kept.get_item(RELOADED_FOR).ok().flatten().as_ref() == Some(&current);
    if own == current || was_reloaded {
        return;
    }
    let remembers = kept.set_item(RELOADED_FOR, &current).is_ok();
    if remembers {
        kept.set_item(IS_NEW, "").ok();
        window().location().reload().ok();
    }
}

/// Says that the page is a new version, if it was reloaded for that.
pub fn tell_of_new_version() {
    let Some(kept) = storage() else { return };
    if kept.get_item(IS_NEW).ok().flatten().is_some() {
        kept.remove_item(IS_NEW).ok();
        use_toasts().say(|language| language.text().shell.new_version);
    }
}

/// Offers a new version when this browser has it (`index.html`). Without a tap, it comes when the
/// page is next opened while no other tab has it.
pub fn offer_new_version() {
    let toasts = use_toasts();
    on_window_event(WAITS, move || {
        let action = ToastAction {
            label: |language| language.text().shell.update,
            run: Callback::new(|()| tell_window(WANTED)),
            is_undo: false,
        };
        toasts.offer(
            |language| language.text().shell.version_waits,
            action,
            OFFERED_FOR,
        );
    });
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// The version that a page names.
fn version_in(page: &str) -> Option<String> {
    let is_digit = |character: char| character.is_ascii_hexdigit();
    let mut versions = page
        .split(OWN)
        .skip(1)
        .filter_map(|rest| rest.split_once(|character| !is_digit(character)))
        .filter(|(digits, _)| (8..=16).contains(&digits.len()));
    versions.next().map(|(digits, _)| digits.to_owned())
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn the_version_is_in_the_names_of_the_page_s_files() {
        let page =
            r#"<link href="/life-circle-config"><script src="/life-circle-0123456789abcdef.js">"#;
        assert_eq!(version_in(page).as_deref(), Some("0123456789abcdef"));
        let short = r#"<script src="/life-circle-d614b62de32f2f2.js">"#;
        assert_eq!(version_in(short).as_deref(), Some("d614b62de32f2f2"));
        assert_eq!(version_in("a proxy's page"), None);
    }
}
