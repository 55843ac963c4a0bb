//! The link that was opened, kept in this browser until its reader has signed up or in.

use leptos::prelude::window;
use life_circle_wire::links::LinkSecret;

use crate::data::storage;

const KEPT: &str = "link";

/// The secret of the link in the address bar, else the stored one. `None` if there is neither.
pub fn kept_link() -> Option<LinkSecret> {
    let location = window().location();
    let hash = location.hash().unwrap_or_default();
    // On other paths, the text after the `#` is a position on the page.
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
