//! The address of a link, and the link that was opened: it is kept in this browser until its reader
//! has signed up or in.

use leptos::prelude::window;
use life_circle_wire::links::LinkSecret;

use crate::data::storage;
use crate::routing::Route;

const KEPT: &str = "link";

/// The address to open. The secret comes after the `#`: browsers don't send that part to any
/// server.
pub fn address_of(secret: &str) -> String {
    format!("{}{}#{secret}", origin(), Route::Link.path())
}

/// The secret in the address of a link. `None` if it isn't the address of a link of this site.
pub fn secret_of(address: &str) -> Option<&str> {
    let path = address.strip_prefix(&origin())?;
    path.strip_prefix(&Route::Link.path())?.strip_prefix('#')
}

fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// The secret of the link in the address bar, else the stored one. `None` if there is neither.
pub fn kept_link() -> Option<LinkSecret> {
    let location = window().location();
    let hash = location.hash().unwrap_or_default();
    // On other paths, the text after the `#` is a position on the page.
    if location
        .pathname()
        .is_ok_and(|path| path == Route::Link.path())
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
