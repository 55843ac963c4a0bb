//! The link that was opened, kept in this browser until its reader has signed up or in.

use leptos::prelude::window;
use life_circle_wire::links::LinkSecret;

use crate::data::storage;

const KEPT: &str = "link";

/// The link of the address, else the one that was kept.
pub fn kept_link() -> Option<LinkSecret> {
    let location = window().location();
    let hash = location.hash().unwrap_or_default();
    // Elsewhere what stands behind the # is a place on the page.
    if location.pathname().is_ok_and(|path| path == "/link")
        && let Some(secret) = hash.strip_prefix('#').filter(|secret| !secret.is_empty())
    {
        keep_link(secret);
    }
    storage::read(KEPT).map(|secret| LinkSecret { secret })
}

/// Keeps a link's secret.
pub fn keep_link(secret: &str) {
    storage::keep(KEPT, Some(secret));
}

/// Forgets the link that was kept.
pub fn forget_link() {
    storage::keep(KEPT, None);
}
