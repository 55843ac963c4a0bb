//! A photo. Until it has loaded, a blurred picture from its hash is shown; nothing moves when the
//! photo comes.

use leptos::prelude::*;
use life_circle_wire::photos::{Photo, PhotoFile, PhotoSize};

use crate::data::api::use_api;

/// A photo that fills its box.
#[component]
pub fn PhotoImage(
    /// The photo to show.
    photo: Photo,
    /// The size of the file to load.
    size: PhotoSize,
    /// `true` loads the photo at once; otherwise it is loaded when it comes near the screen.
    #[prop(optional)]
    is_urgent: bool,
) -> impl IntoView {
    let address = use_api().photo_address(PhotoFile { id: photo.id, size });
    let (width, height) = size.fit(photo.width, photo.height);
    let placeholder = placeholder(&photo.thumb_hash).map(|image| format!("url({image})"));
    view! {
        <img
            src=address
            alt=photo.alt
            width=width.to_string()
            height=height.to_string()
            loading=if is_urgent { "eager" } else { "lazy" }
            decoding="async"
            draggable="false"
            style:background-image=placeholder
        />
    }
}

/// The blurred picture of a `ThumbHash`, as a `data:` URL. `None` if the hash isn't valid.
fn placeholder(hash: &str) -> Option<String> {
    let hash: Vec<u8> = window()
        .atob(hash)
        .ok()?
        .chars()
        .map(|byte| byte as u8)
        .collect();
    // The library expects a complete hash.
    if hash.len() < 6 {
        return None;
    }
    let (width, height, pixels) = thumbhash::thumb_hash_to_rgba(&hash).ok()?;
    let bitmap: String = bitmap(width, height, &pixels)
        .into_iter()
        .map(char::from)
        .collect();
    Some(format!(
        "data:image/bmp;base64,{}",
        window().btoa(&bitmap).ok()?
    ))
}

/// A BMP file of opaque pixels. BMP is used because it needs no compression and no checksum.
/// Source: Microsoft's `BITMAPFILEHEADER` and `BITMAPINFOHEADER`.
#[expect(clippy::cast_possible_truncation, reason = "both sides are at most 32")]
fn bitmap(width: usize, height: usize, rgba: &[u8]) -> Vec<u8> {
    const HEADERS: u32 = 54;
    let mut bytes = b"BM".to_vec();
    let number = |bytes: &mut Vec<u8>, number: u32| bytes.extend(number.to_le_bytes());
    number(&mut bytes, HEADERS + rgba.len() as u32);
    number(&mut bytes, 0);
    number(&mut bytes, HEADERS);
    number(&mut bytes, 40);
    number(&mut bytes, width as u32);
    // A negative height counts the rows from the top.
    number(&mut bytes, (height as u32).wrapping_neg());
    // One plane, 32 bits a pixel, then nothing compressed and no palette.
    number(&mut bytes, 1 | 32 << 16);
    bytes.resize(HEADERS as usize, 0);
    for pixel in rgba.chunks_exact(4) {
        bytes.extend([pixel[2], pixel[1], pixel[0], 255]);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::bitmap;

    #[test]
    fn a_bitmap_has_its_headers_and_four_bytes_a_pixel() {
        let bytes = bitmap(2, 1, &[1, 2, 3, 255, 4, 5, 6, 255]);
        assert_eq!(bytes.len(), 54 + 8);
        assert_eq!(
            (&bytes[..2], bytes[2], bytes[10], bytes[18]),
            (b"BM".as_slice(), 62, 54, 2)
        );
        assert_eq!(
            &bytes[22..26],
            [255, 255, 255, 255],
            "one row, from the top"
        );
        assert_eq!(&bytes[54..], [3, 2, 1, 255, 6, 5, 4, 255]);
    }
}
