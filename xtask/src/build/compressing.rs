//! Compresses files of the page before they are served.

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use brotli::enc::backward_references::BrotliEncoderMode;

/// Compresses with Brotli as small as possible. Which settings suit a program shows only when they
/// are tried: the results differ by about 1 %.
pub fn compress(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut smallest: Option<Vec<u8>> = None;
    for mode in [
        BrotliEncoderMode::BROTLI_MODE_GENERIC,
        BrotliEncoderMode::BROTLI_MODE_FONT,
    ] {
        for lgwin in [18, 24] {
            let params = BrotliEncoderParams {
                quality: 11,
                lgwin,
                mode,
                size_hint: bytes.len(),
                ..Default::default()
            };
            let mut compressed = Vec::new();
            brotli::BrotliCompress(&mut &*bytes, &mut compressed, &params)?;
            if smallest
                .as_ref()
                .is_none_or(|smallest| compressed.len() < smallest.len())
            {
                smallest = Some(compressed);
            }
        }
    }
    smallest.context("there is a way to compress")
}
