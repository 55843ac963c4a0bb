//! The photos of a moment. One photo keeps its shape, two or four are squares in two columns, all
//! others are squares in three columns.

use leptos::prelude::*;
use life_circle_wire::MomentId;
use life_circle_wire::photos::{Photo, PhotoSize};

use super::lightbox_layer::use_lightbox;
use super::photo_image::PhotoImage;
use crate::reactive::on_click;
use crate::text::say_with;

/// The narrowest and the widest shape of a single photo, as (width, height). The grid crops what
/// exceeds them; the lightbox shows the whole photo.
const NARROWEST: (u32, u32) = (1, 2);
const WIDEST: (u32, u32) = (3, 1);

/// The photos of a moment. A tap opens one in the lightbox.
#[component]
pub fn PhotoGrid(
    /// The moment that the photos belong to.
    moment: MomentId,
    /// The photos in their order.
    photos: Vec<Photo>,
) -> impl IntoView {
    let lightbox = use_lightbox();
    let count = photos.len();
    let is_single = count == 1;
    let photos = photos.into_iter().enumerate().map(|(position, photo)| {
        let alt = StoredValue::new(photo.alt.clone());
        // The photo's description is the button's label. Without one, the label is the photo's
        // number.
        let label = say_with(move |text| {
            let alt = alt.get_value();
            if alt.is_empty() {
                (text.moments.open_photo)(position + 1, count)
            } else {
                alt
            }
        });
        let (width, height) = shape(&photo);
        let size = if is_single {
            PhotoSize::Medium
        } else {
            PhotoSize::Small
        };
        view! {
            <button
                type="button"
                class="photo"
                aria-label=label
                style:aspect-ratio=is_single.then(|| format!("{width} / {height}"))
                style:inline-size=is_single
                    .then(|| format!("min(100%, 21rem, 24rem * {width} / {height})"))
                on:click=on_click(move || lightbox.open(moment, position))
            >
                <PhotoImage photo size />
            </button>
        }
    });
    view! {
        <div class="photo-grid" data-count=count.to_string()>
            {photos.collect_view()}
        </div>
    }
}

/// Width and height of a single photo's box, as a ratio within the limits.
fn shape(photo: &Photo) -> (u32, u32) {
    let width = photo.width.max(1);
    let height = photo.height.max(1);
    if width * NARROWEST.1 < height * NARROWEST.0 {
        NARROWEST
    } else if width * WIDEST.1 > height * WIDEST.0 {
        WIDEST
    } else {
        (width, height)
    }
}

#[cfg(test)]
mod tests {
    use life_circle_wire::PhotoId;

    use super::*;

    #[test]
    fn a_photo_keeps_its_shape_within_bounds() {
        let photo = |width, height| Photo {
            id: PhotoId(1),
            width,
            height,
            thumb_hash: String::new(),
            alt: String::new(),
        };
        assert_eq!(shape(&photo(2048, 1536)), (2048, 1536));
        assert_eq!(
            shape(&photo(100, 2048)),
            NARROWEST,
            "a screenshot of a long chat"
        );
        assert_eq!(shape(&photo(2048, 100)), WIDEST, "a panorama");
    }
}
