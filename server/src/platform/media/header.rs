//! What the header of an uploaded file says, before the file is decoded.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use image::{ImageDecoder, ImageError, ImageFormat, ImageReader, guess_format};
use life_circle_wire::photos::PhotoSize;
use life_circle_wire::{ErrorCode, limits};

use super::jpeg;
use crate::Error;

/// Longest side of a photo, in pixels.
const SIDE_MOST: u32 = 32_000;
/// Most bytes of memory that decoding and shrinking a photo may need. 50 megapixels of four bytes
/// are below. With deeper colours, or if a format needs the memory twice, a photo may have fewer
/// pixels.
pub(super) const WORK_BYTES_MOST: u64 = 250_000_000;
const FORMATS: [ImageFormat; 4] = [
    ImageFormat::Jpeg,
    ImageFormat::Png,
    ImageFormat::WebP,
    ImageFormat::Gif,
];

/// What a photo's header says.
pub struct Header {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Bytes of memory that decoding and shrinking the photo needs.
    pub work_bytes: u64,
}

/// Whether a file with these first bytes is a JPEG, PNG, WebP or GIF.
pub fn is_known_format(start: &[u8]) -> bool {
    guess_format(start).is_ok_and(|format| FORMATS.contains(&format))
}

/// Reads the header. Fails with `PhotoTooLarge`, without decoding, if the photo is too large.
pub fn read_header(path: &Path) -> Result<Header, Error> {
    let file = File::open(path)?;
    let file_bytes = file.metadata()?.len();
    let reader = reader(file)?;
    let format = reader.format().ok_or(ErrorCode::PhotoUnreadable)?;
    let mut header = if format == ImageFormat::Jpeg {
        read_jpeg(&mut reader.into_inner(), file_bytes)?
    } else {
        let decoder = reader.into_decoder().map_err(refusal)?;
        header_of(format, &decoder)
    };
    // Shrinking keeps the picture once in between, already as narrow as it will be.
    let narrow = PhotoSize::Large
        .fit(header.width.max(1), header.height.max(1))
        .0;
    header.work_bytes += 3 * u64::from(narrow) * u64::from(header.height);
    let is_large = u64::from(header.width) * u64::from(header.height) > limits::PHOTO_PIXELS_MOST
        || header.width.max(header.height) > SIDE_MOST
        || header.work_bytes > WORK_BYTES_MOST;
    if is_large {
        Err(ErrorCode::PhotoTooLarge.into())
    } else {
        Ok(header)
    }
}

/// The header of a JPEG. The library would read the whole file for this.
fn read_jpeg(file: &mut BufReader<File>, file_bytes: u64) -> Result<Header, Error> {
    let frame = jpeg::read_frame(file)
        .ok()
        .flatten()
        .ok_or(ErrorCode::PhotoUnreadable)?;
    let pixels = u64::from(frame.width) * u64::from(frame.height);
    let channels = if frame.components == 1 { 1 } else { 3 };
    Ok(Header {
        width: frame.width,
        height: frame.height,
        work_bytes: file_bytes + channels * pixels + 2 * frame.kept_samples,
    })
}

/// The header of a PNG, WebP or GIF.
fn header_of(format: ImageFormat, decoder: &impl ImageDecoder) -> Header {
    let dimensions = decoder.dimensions();
    let bytes = decoder.total_bytes();
    let colours = decoder.color_type();
    let has_deep_colours = colours.bytes_per_pixel() > colours.channel_count();
    Header {
        width: dimensions.0,
        height: dimensions.1,
        work_bytes: match format {
            // Deep colours are made flat in a second picture.
            ImageFormat::Png if has_deep_colours => bytes + bytes / 2,
            ImageFormat::Png => bytes,
            // The frame, and the picture that it is put into.
            _ => 2 * bytes,
        },
    }
}

/// Reads a file of a known format; fails with `PhotoUnreadable` otherwise.
pub(super) fn reader(file: File) -> Result<ImageReader<BufReader<File>>, Error> {
    let reader = ImageReader::new(BufReader::new(file)).with_guessed_format()?;
    if reader
        .format()
        .is_some_and(|format| FORMATS.contains(&format))
    {
        Ok(reader)
    } else {
        Err(ErrorCode::PhotoUnreadable.into())
    }
}

/// The error that a client gets for one of the library.
pub(super) fn refusal(error: ImageError) -> Error {
    match error {
        ImageError::Limits(_) => ErrorCode::PhotoTooLarge.into(),
        _ => ErrorCode::PhotoUnreadable.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_says_how_much_memory_a_photo_needs() {
        let work_bytes = |width: u16, height: u16, is_progressive: bool| {
            let file = tempfile::NamedTempFile::new().expect("a file");
            let pixels = vec![128; usize::from(width) * usize::from(height) * 3];
            let mut encoder = jpeg_encoder::Encoder::new(&file, 50);
            encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
            encoder.set_progressive(is_progressive);
            encoder
                .encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb)
                .expect("a JPEG");
            read_header(file.path())
                .map(|header| ((header.width, header.height), header.work_bytes))
        };
        let (dimensions, at_once) = work_bytes(1000, 500, false).expect("small");
        assert_eq!(dimensions, (1000, 500));
        let (_, in_scans) = work_bytes(1000, 500, true).expect("small");
        // Half as many colours as pixels, two bytes each, and brightness.
        assert!((1_400_000..1_600_000).contains(&(in_scans - at_once)));
        let refused = work_bytes(7500, 7500, false).expect_err("too large");
        assert_eq!(refused.code, ErrorCode::PhotoTooLarge);
    }
}
