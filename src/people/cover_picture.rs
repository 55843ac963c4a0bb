//! The picture above somebody's moments.

use leptos::prelude::*;
use life_circle_wire::PhotoId;
use life_circle_wire::photos::{PhotoFile, PhotoSize};

use crate::data::api::use_api;

/// A cover; decoration, since its owner's name stands on it or below it.
#[component]
pub fn CoverPicture(
    /// Which photo.
    id: PhotoId,
) -> impl IntoView {
    let address = use_api().photo_address(PhotoFile {
        id,
        size: PhotoSize::Medium,
    });
    view! { <img class="cover-picture" src=address alt="" decoding="async" /> }
}
