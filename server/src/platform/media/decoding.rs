//! Decodes an uploaded file to an upright picture in sRGB. The format comes from the file's first
//! bytes, never from its name or content type.

use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _, SeekFrom};

use image::{DynamicImage, GrayImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage};
use life_circle_wire::ErrorCode;
use life_circle_wire::photos::PhotoSize;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::encoding::{resize_grey_to, resize_to};
use super::header::{Header, WORK_BYTES_MOST, reader, refusal};
use super::jpeg;
use crate::Error;

/// The picture in the largest size that is stored, upright and in sRGB. Transparent pixels become
/// white. An animation gives its first frame.
pub fn decode(file: File, header: &Header) -> Result<RgbImage, Error> {
    let reader = reader(file)?;
    let format = reader.format().ok_or(ErrorCode::PhotoUnreadable)?;
    let mut file = reader.into_inner();
    if !is_whole(&mut file, format) {
        return Err(ErrorCode::PhotoUnreadable.into());
    }
    file.seek(SeekFrom::Start(0))?;
    let mut reader = ImageReader::with_format(file, format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(WORK_BYTES_MOST);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    // A second header in the file may say something else than the first.
    if decoder.dimensions() != (header.width, header.height) {
        return Err(ErrorCode::PhotoUnreadable.into());
    }
    let orientation = decoder.orientation().map_err(refusal)?;
    // A profile that can't be read is ignored: the picture itself may be fine.
    let profile = decoder.icc_profile().ok().flatten();
    let picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    // Turned after shrinking, since turning needs memory for a second picture.
    let mut large = shrink(picture, profile.as_deref())?;
    large.apply_orientation(orientation);
    Ok(large.into_rgb8())
}

/// Shrinks a picture to the largest size that is stored, onto white and in sRGB. A grey picture
/// stays grey until it is small.
fn shrink(picture: DynamicImage, profile: Option<&[u8]>) -> Result<DynamicImage, Error> {
    let width = picture.width();
    let height = picture.height();
    let colours = picture.color();
    let has_alpha = colours.has_alpha();
    if !colours.has_color() {
        let grey = if has_alpha {
            onto_white(picture.into_luma_alpha8().into_raw(), 2)
        } else {
            picture.into_luma8().into_raw()
        };
        let grey = GrayImage::from_raw(width, height, grey).expect("a byte for each pixel");
        return Ok(resize_grey_to(PhotoSize::Large, &grey)?.into());
    }
    let rgb = if has_alpha {
        onto_white(picture.into_rgba8().into_raw(), 4)
    } else {
        picture.into_rgb8().into_raw()
    };
    let mut rgb = RgbImage::from_raw(width, height, rgb).expect("three bytes for each pixel");
    if let Some(profile) = profile {
        to_srgb(&mut rgb, profile);
    }
    Ok(resize_to(PhotoSize::Large, &rgb)?.into())
}

/// Puts pixels, whose last channel is alpha, onto white. It works in place, since memory for a
/// second picture may be missing.
fn onto_white(mut pixels: Vec<u8>, channels: usize) -> Vec<u8> {
    let colours = channels - 1;
    let count = pixels.len() / channels;
    for pixel in 0..count {
        let alpha = u32::from(pixels[pixel * channels + colours]);
        for colour in 0..colours {
            let value = u32::from(pixels[pixel * channels + colour]);
            let on_white = (value * alpha + 255 * (255 - alpha)) / 255;
            pixels[pixel * colours + colour] = on_white as u8;
        }
    }
    pixels.truncate(count * colours);
    pixels
}

/// Converts the colours of a photo to sRGB by its profile, since the profile is removed with the
/// other metadata. A profile that can't be used is ignored.
fn to_srgb(picture: &mut RgbImage, profile: &[u8]) {
    let Ok(profile) = ColorProfile::new_from_slice(profile) else {
        return;
    };
    if profile.color_space != DataColorSpace::Rgb {
        return;
    }
    let srgb = ColorProfile::new_srgb();
    let transform =
        profile.create_transform_8bit(Layout::Rgb, &srgb, Layout::Rgb, TransformOptions::default());
    let Ok(transform) = transform else { return };
    let row_bytes = picture.width() as usize * 3;
    let mut row = vec![0; row_bytes];
    for pixels in picture.chunks_exact_mut(row_bytes) {
        if transform.transform(pixels, &mut row).is_ok() {
            pixels.copy_from_slice(&row);
        }
    }
}

/// Whether the file has the whole picture, checked without memory for all of it. What is missing
/// within the frame of a WebP or GIF is found when it is decoded.
fn is_whole(file: &mut BufReader<File>, format: ImageFormat) -> bool {
    match format {
        ImageFormat::Jpeg => jpeg::is_whole(file).unwrap_or(false),
        ImageFormat::Png => has_all_rows_of_png(file),
        ImageFormat::WebP => ends_as_riff(file).unwrap_or(false),
        _ => true,
    }
}

fn has_all_rows_of_png(file: &mut BufReader<File>) -> bool {
    let Ok(mut reader) = png::Decoder::new(file).read_info() else {
        return false;
    };
    loop {
        match reader.next_row() {
            Ok(Some(_)) => {}
            Ok(None) => return true,
            Err(_) => return false,
        }
    }
}

/// Whether the file is at least as long as its RIFF header says. A WebP is a RIFF file.
fn ends_as_riff(file: &mut BufReader<File>) -> std::io::Result<bool> {
    let mut size = [0; 4];
    file.seek(SeekFrom::Start(4))?;
    file.read_exact(&mut size)?;
    Ok(file.get_ref().metadata()?.len() >= 8 + u64::from(u32::from_le_bytes(size)))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use image::{ImageBuffer, Luma, LumaA, Rgba};
    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::super::header::read_header;
    use super::*;

    /// What becomes of a picture, as a PNG.
    fn decoded(picture: impl Into<DynamicImage>) -> RgbImage {
        let file = tempfile::NamedTempFile::new().expect("a file");
        picture
            .into()
            .save_with_format(file.path(), ImageFormat::Png)
            .expect("a PNG");
        let header = read_header(file.path()).expect("not too large");
        decode(file.reopen().expect("the file"), &header).expect("a picture")
    }

    #[test]
    fn every_kind_of_pixel_is_put_onto_white() {
        let grey = decoded(ImageBuffer::from_pixel(3, 2, Luma([100_u8])));
        assert_eq!((grey.dimensions(), grey[(2, 1)].0), ((3, 2), [100; 3]));
        let grey = decoded(ImageBuffer::from_fn(3, 2, |x, _| {
            LumaA([0_u8, 127 * x as u8])
        }));
        assert_eq!([0, 1, 2].map(|x| grey[(x, 1)].0[0]), [255, 128, 1]);
        let colours = decoded(ImageBuffer::from_fn(2, 2, |x, _| {
            Rgba([10_u8, 20, 30, 255 * x as u8])
        }));
        assert_eq!(colours[(0, 0)].0, [255; 3]);
        assert_eq!(colours[(1, 1)].0, [10, 20, 30]);
        let deep = decoded(ImageBuffer::from_pixel(
            2,
            2,
            Rgba([0xffff_u16, 0, 0, 0xffff]),
        ));
        assert_eq!(deep[(1, 1)].0, [255, 0, 0]);
    }

    /// What somebody does to the bytes of a file.
    #[derive(Clone, Debug)]
    enum Damage {
        Set(Index, u8),
        Cut(Index),
        Repeat(Index, Index),
        Insert(Index, Vec<u8>),
    }

    impl Damage {
        fn any() -> impl Strategy<Value = Self> {
            prop_oneof![
                8 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Self::Set(at, byte)),
                1 => any::<Index>().prop_map(Self::Cut),
                1 => any::<(Index, Index)>().prop_map(|(from, to)| Self::Repeat(from, to)),
                1 => any::<(Index, Vec<u8>)>().prop_map(|(at, bytes)| Self::Insert(at, bytes)),
            ]
        }

        fn apply(&self, bytes: &mut Vec<u8>) {
            if bytes.is_empty() {
                return;
            }
            match self {
                Self::Set(at, byte) => *at.get_mut(bytes) = *byte,
                Self::Cut(at) => bytes.truncate(at.index(bytes.len())),
                Self::Repeat(from, to) => {
                    let part = bytes[from.index(bytes.len())..].to_vec();
                    let at = to.index(bytes.len());
                    bytes.splice(at..at, part);
                }
                Self::Insert(at, more) => {
                    let at = at.index(bytes.len());
                    bytes.splice(at..at, more.iter().copied());
                }
            }
        }
    }

    proptest! {
        #[test]
        fn garbage_is_no_picture_or_a_small_one(
            format in prop::sample::select(&[
                ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP,
            ]),
            seed: u8,
            damage in prop::collection::vec(Damage::any(), 0..8),
        ) {
            let colour = |x, y| image::Rgb([x as u8 ^ seed, y as u8, seed]);
            let picture: DynamicImage = RgbImage::from_fn(17, 9, colour).into();
            let mut bytes = Vec::new();
            picture.write_to(&mut Cursor::new(&mut bytes), format).expect("it is written");
            for damage in &damage {
                damage.apply(&mut bytes);
            }
            let mut file = tempfile::NamedTempFile::new().expect("a file");
            file.write_all(&bytes).expect("it is written");
            if let Ok(header) = read_header(file.path()) {
                let picture = decode(file.reopen().expect("the file"), &header);
                prop_assert!(picture.is_ok() || !damage.is_empty());
            } else {
                prop_assert!(!damage.is_empty());
            }
        }
    }
}
