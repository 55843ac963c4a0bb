//! Looks into a JPEG without decoding it, and without memory for all of it.
//!
//! Before the picture come segments, each with its length; a preview in one of them has its own
//! end. Within the picture, a 0xFF that is data is followed by a zero. Source: ITU-T T.81, annex B.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _, Seek as _, SeekFrom};

const START_OF_SCAN: u8 = 0xDA;
const END_OF_IMAGE: u8 = 0xD9;
/// The markers of a frame's header. Of those in between, one defines Huffman tables, one arithmetic
/// tables, and one is reserved.
const FRAMES: [u8; 13] = [
    0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF,
];
/// The markers of frames whose parts of the picture come in several scans.
const PROGRESSIVE: [u8; 4] = [0xC2, 0xC6, 0xCA, 0xCE];

/// What the header of a frame says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Number of colour components: 1 for grey, 3 for colours, 4 for print.
    pub components: u8,
    /// Samples of all components, if the coefficients of the whole picture must be kept until it
    /// can be drawn; else 0.
    pub kept_samples: u64,
}

/// Reads the header of the frame; `None` if the picture begins without one.
pub fn read_frame(file: &mut BufReader<File>) -> io::Result<Option<Frame>> {
    file.seek(SeekFrom::Start(2))?;
    loop {
        let Some((marker, length)) = read_segment_header(file)? else {
            return Ok(None);
        };
        if FRAMES.contains(&marker) {
            return parse_frame(file, PROGRESSIVE.contains(&marker)).map(Some);
        }
        if marker == START_OF_SCAN {
            return Ok(None);
        }
        file.seek_relative(length)?;
    }
}

/// The frame that a header's content describes.
fn parse_frame(file: &mut BufReader<File>, is_progressive: bool) -> io::Result<Frame> {
    let mut content = [0; 6];
    file.read_exact(&mut content)?;
    let [
        _,
        height_high,
        height_low,
        width_high,
        width_low,
        components,
    ] = content;
    let width = u16::from_be_bytes([width_high, width_low]).into();
    let height = u16::from_be_bytes([height_high, height_low]).into();
    let mut blocks = 0;
    let mut most = [1, 1];
    for _ in 0..components {
        let mut component = [0; 3];
        file.read_exact(&mut component)?;
        let sampling = [component[1] >> 4, component[1] & 0xF].map(u64::from);
        blocks += sampling[0] * sampling[1];
        most = [most[0].max(sampling[0]), most[1].max(sampling[1])];
    }
    let pixels = u64::from(width) * u64::from(height);
    Ok(Frame {
        width,
        height,
        components,
        kept_samples: if is_progressive {
            pixels * blocks / (most[0] * most[1])
        } else {
            0
        },
    })
}

/// Whether the file has the end of its picture. The decoder draws what is missing in grey.
pub fn is_whole(file: &mut BufReader<File>) -> io::Result<bool> {
    file.seek(SeekFrom::Start(2))?;
    loop {
        let Some((marker, length)) = read_segment_header(file)? else {
            return Ok(false);
        };
        file.seek_relative(length)?;
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

/// The marker of the next segment, and the length of its content in bytes; `None` if no segment
/// begins here.
fn read_segment_header(file: &mut BufReader<File>) -> io::Result<Option<(u8, i64)>> {
    let mut byte = [0];
    file.read_exact(&mut byte)?;
    if byte[0] != 0xFF {
        return Ok(None);
    }
    while byte[0] == 0xFF {
        file.read_exact(&mut byte)?;
    }
    let mut length = [0; 2];
    file.read_exact(&mut length)?;
    Ok(Some((byte[0], i64::from(u16::from_be_bytes(length)) - 2)))
}
