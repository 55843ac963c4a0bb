//! The picture above somebody's moments.

use leptos::prelude::*;
use life_circle_wire::PhotoId;
use life_circle_wire::photos::{PhotoFile, PhotoSize};

use crate::data::api::use_api;

/// A cover picture. It is decoration without an `alt` text, since its owner's name is shown on it
/// or below it.
#[component]
pub fn CoverPicture(
    /// The photo to show.
    id: PhotoId,
) -> impl IntoView {
    let address = use_api().photo_address(PhotoFile {
        id,
        size: PhotoSize::Medium,
    });
    view! { <img class="cover-picture" src=address alt="" decoding="async" /> }
}
