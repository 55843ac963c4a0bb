//! Decodes an uploaded file to an upright picture in sRGB. The format comes from the file's first
//! bytes, never from its name or content type.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage,
    guess_format,
};
use life_circle_wire::photos::PhotoSize;
use life_circle_wire::{ErrorCode, limits};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::encoding::resize_to;
use crate::Error;

/// Longest side of a photo, in pixels.
const SIDE_MOST: u32 = 32_000;
/// Most bytes of a decoded photo: 50 megapixels of four bytes. With deeper colours a photo may have
/// fewer pixels.
const DECODED_MOST: u64 = 4 * limits::PHOTO_PIXELS_MOST;
/// Most bytes that decoding may allocate: the photo, and as much again to work with.
const ALLOCATION_MOST: u64 = 2 * DECODED_MOST;
const FORMATS: [ImageFormat; 4] = [
    ImageFormat::Jpeg,
    ImageFormat::Png,
    ImageFormat::WebP,
    ImageFormat::Gif,
];

/// What a photo's header says, before the photo is decoded.
pub struct Header {
    /// Size of the decoded photo, in bytes.
    pub bytes: u64,
}

/// Whether a file with these first bytes is a JPEG, PNG, WebP or GIF.
pub fn is_known_format(start: &[u8]) -> bool {
    guess_format(start).is_ok_and(|format| FORMATS.contains(&format))
}

/// Reads the header. Fails with `PhotoTooLarge`, without decoding, if the photo is too large.
pub fn read_header(path: &Path) -> Result<Header, Error> {
    let decoder = reader(File::open(path).map_err(Error::internal)?)?
        .into_decoder()
        .map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    let bytes = decoder.total_bytes();
    let pixels = u64::from(width) * u64::from(height);
    let is_large =
        pixels > limits::PHOTO_PIXELS_MOST || bytes > DECODED_MOST || width.max(height) > SIDE_MOST;
    if is_large {
        Err(ErrorCode::PhotoTooLarge.into())
    } else {
        Ok(Header { bytes })
    }
}

/// The picture in the largest size that is stored, upright and in sRGB. Transparent pixels become
/// white. An animation gives its first frame.
pub fn decode(file: File) -> Result<RgbImage, Error> {
    let reader = reader(file)?;
    let format = reader.format().ok_or(ErrorCode::PhotoUnreadable)?;
    let mut file = reader.into_inner();
    if !is_whole(&mut file, format) {
        return Err(ErrorCode::PhotoUnreadable.into());
    }
    file.seek(SeekFrom::Start(0)).map_err(Error::internal)?;
    let mut reader = ImageReader::with_format(file, format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(ALLOCATION_MOST);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let orientation = decoder.orientation().map_err(refusal)?;
    // A profile that can't be read is ignored: the picture itself may be fine.
    let profile = decoder.icc_profile().ok().flatten();
    let mut picture = flatten(DynamicImage::from_decoder(decoder).map_err(refusal)?);
    if let Some(profile) = profile {
        to_srgb(&mut picture, &profile);
    }
    // Turned after shrinking, since turning needs memory for a second picture.
    let mut large = DynamicImage::from(resize_to(PhotoSize::Large, &picture)?);
    large.apply_orientation(orientation);
    Ok(large.into_rgb8())
}

fn reader(file: File) -> Result<ImageReader<BufReader<File>>, Error> {
    let reader = ImageReader::new(BufReader::new(file))
        .with_guessed_format()
        .map_err(Error::internal)?;
    if reader
        .format()
        .is_some_and(|format| FORMATS.contains(&format))
    {
        Ok(reader)
    } else {
        Err(ErrorCode::PhotoUnreadable.into())
    }
}

fn refusal(error: ImageError) -> Error {
    match error {
        ImageError::Limits(_) => ErrorCode::PhotoTooLarge.into(),
        _ => ErrorCode::PhotoUnreadable.into(),
    }
}

/// Puts a transparent picture onto white.
fn flatten(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let with_alpha = picture.into_rgba8();
    RgbImage::from_fn(with_alpha.width(), with_alpha.height(), |x, y| {
        let [red, green, blue, alpha] = with_alpha.get_pixel(x, y).0.map(u32::from);
        let on_white = |channel: u32| ((channel * alpha + 255 * (255 - alpha)) / 255) as u8;
        image::Rgb([on_white(red), on_white(green), on_white(blue)])
    })
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
        ImageFormat::Jpeg => ends_as_jpeg(file).unwrap_or(false),
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

/// Whether a JPEG has the end of its picture. The decoder draws what is missing in grey.
///
/// Before the picture come segments, each with its length; a preview in one of them has its own
/// end. Within the picture, a 0xFF that is data is followed by a zero. Source: ITU-T T.81, annex B.
fn ends_as_jpeg(file: &mut BufReader<File>) -> std::io::Result<bool> {
    const START_OF_SCAN: u8 = 0xDA;
    const END_OF_IMAGE: u8 = 0xD9;
    let mut byte = [0];
    file.seek(SeekFrom::Start(2))?;
    loop {
        file.read_exact(&mut byte)?;
        if byte[0] != 0xFF {
            return Ok(false);
        }
        while byte[0] == 0xFF {
            file.read_exact(&mut byte)?;
        }
        let marker = byte[0];
        let mut length = [0; 2];
        file.read_exact(&mut length)?;
        file.seek_relative(i64::from(u16::from_be_bytes(length)) - 2)?;
        if marker == START_OF_SCAN {
            break;
        }
    }
    let mut is_behind_ff = false;
    loop {
        let bytes = file.fill_buf()?;
        if bytes.is_empty() {
            return Ok(false);
        }
        for &byte in bytes {
            if is_behind_ff && byte == END_OF_IMAGE {
                return Ok(true);
            }
            is_behind_ff = byte == 0xFF;
        }
        let length = bytes.len();
        file.consume(length);
    }
}
