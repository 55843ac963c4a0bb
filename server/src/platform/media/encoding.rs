//! Encodes a picture as JPEGs in three sizes, without metadata, and as a `ThumbHash` to show until
//! they have loaded.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::{GrayImage, ImageBuffer, Pixel, RgbImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use life_circle_wire::photos::PhotoSize;
use sha2::{Digest as _, Sha256};

use crate::Error;
use crate::hex::hex;

/// Longer side, in pixels, of the picture that a `ThumbHash` is made from: the most that it takes.
const THUMB_SIDE: f64 = 100.0;

/// An encoded photo, ready to be stored.
pub struct EncodedPhoto {
    /// SHA-256 of the largest size, in hexadecimal.
    pub content: String,
    /// Width of the largest size, in pixels.
    pub width: u32,
    /// Height of the largest size, in pixels.
    pub height: u32,
    /// The `ThumbHash`, in base64.
    pub thumb_hash: String,
    /// A JPEG for each of [`PhotoSize::ALL`].
    pub sizes: [Vec<u8>; 3],
}

impl EncodedPhoto {
    /// The bytes of all sizes together.
    pub fn bytes(&self) -> i64 {
        self.sizes.iter().map(|size| size.len() as i64).sum()
    }
}

/// Encodes a picture in all sizes, and hashes it.
pub fn encode(picture: &RgbImage) -> Result<EncodedPhoto, Error> {
    let large = resize_to(PhotoSize::Large, picture)?;
    let (width, height) = large.dimensions();
    let sized = |size: PhotoSize, quality: u8| {
        let (width, height) = size.fit(picture.width(), picture.height());
        jpeg(&resize(&large, width, height)?, quality)
    };
    let sizes = [
        sized(PhotoSize::Small, 76)?,
        sized(PhotoSize::Medium, 80)?,
        jpeg(&large, 84)?,
    ];
    let content = hex(&Sha256::digest(&sizes[2]));
    Ok(EncodedPhoto {
        content,
        width,
        height,
        thumb_hash: thumb_hash(&large)?,
        sizes,
    })
}

/// Shrinks a picture to a size. A smaller picture stays as it is.
pub fn resize_to(size: PhotoSize, picture: &RgbImage) -> Result<RgbImage, Error> {
    let (width, height) = size.fit(picture.width(), picture.height());
    resize(picture, width, height)
}

/// Like [`resize_to`], for a grey picture.
pub fn resize_grey_to(size: PhotoSize, picture: &GrayImage) -> Result<GrayImage, Error> {
    let (width, height) = size.fit(picture.width(), picture.height());
    let grey = resize_pixels(picture, PixelType::U8, width, height)?;
    Ok(GrayImage::from_raw(width, height, grey).expect("a byte for each pixel"))
}

fn resize(picture: &RgbImage, width: u32, height: u32) -> Result<RgbImage, Error> {
    let rgb = resize_pixels(picture, PixelType::U8x3, width, height)?;
    Ok(RgbImage::from_raw(width, height, rgb).expect("three bytes for each pixel"))
}

/// The pixels of a picture in another size.
fn resize_pixels<P: Pixel<Subpixel = u8>>(
    picture: &ImageBuffer<P, Vec<u8>>,
    pixel_type: PixelType,
    width: u32,
    height: u32,
) -> Result<Vec<u8>, Error> {
    if picture.dimensions() == (width, height) {
        return Ok(picture.as_raw().clone());
    }
    let from = ImageRef::new(
        picture.width(),
        picture.height(),
        picture.as_raw(),
        pixel_type,
    );
    let mut to = Image::new(width, height, pixel_type);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new()
        .resize(&from.map_err(Error::internal)?, &mut to, &options)
        .map_err(Error::internal)?;
    Ok(to.into_vec())
}

fn jpeg(picture: &RgbImage, quality: u8) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    // On a slow connection a progressive picture shows at once, and sharpens.
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    let width = picture.width() as u16;
    let height = picture.height() as u16;
    encoder
        .encode(picture.as_raw(), width, height, ColorType::Rgb)
        .map_err(Error::internal)?;
    Ok(bytes)
}

fn thumb_hash(picture: &RgbImage) -> Result<String, Error> {
    let width = f64::from(picture.width());
    let height = f64::from(picture.height());
    let scale = (THUMB_SIDE / width.max(height)).min(1.0);
    let scaled = |side: f64| (side * scale).round().max(1.0) as u32;
    let small = resize(picture, scaled(width), scaled(height))?;
    let with_alpha: Vec<u8> = small
        .pixels()
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2], 255])
        .collect();
    let hash =
        thumbhash::rgba_to_thumb_hash(small.width() as usize, small.height() as usize, &with_alpha);
    Ok(STANDARD.encode(hash))
}
