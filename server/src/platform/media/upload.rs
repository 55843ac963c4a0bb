//! Reads an upload into a temporary file, so that memory doesn't grow with its size.

use std::fs::File;
use std::io;
use std::path::Path;
use std::time::Duration;

use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_LENGTH;
use http_body_util::BodyExt as _;
use life_circle_wire::{ErrorCode, limits};
use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;
use tokio::io::AsyncWriteExt as _;
use tokio::time::timeout;

use super::header::is_known_format;
use super::store::Store;
use super::turns::Turn;
use crate::Error;

/// An upload that sends nothing for this long is given up.
const STANDS_STILL: Duration = Duration::from_secs(30);
/// Number of first bytes that tell whether a file is a picture.
const SIGNATURE: usize = 16;

/// An uploaded file; it is deleted when this is dropped.
pub struct Upload {
    _turn: Turn,
    file: NamedTempFile,
    /// SHA-256 of the file.
    pub hash: [u8; 32],
}

impl Upload {
    /// Reads a body into a file. Stops as soon as the body is too large, can't be a picture, or
    /// stalls.
    pub(super) async fn read(
        turn: Turn,
        store: &Store,
        headers: &HeaderMap,
        mut body: Body,
    ) -> Result<Self, Error> {
        let announced = headers
            .get(CONTENT_LENGTH)
            .and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
        if announced.is_some_and(|bytes| bytes > limits::PHOTO_BYTES_MOST) {
            return Err(ErrorCode::BodyTooLarge.into());
        }
        let file = store.spool()?;
        let mut writer = tokio::fs::File::from_std(file.reopen()?);
        let mut hash = Sha256::new();
        let mut size = 0;
        let mut start = Vec::with_capacity(SIGNATURE);
        loop {
            let frame = timeout(STANDS_STILL, body.frame())
                .await
                .map_err(|_| ErrorCode::BadRequest)?;
            let Some(frame) = frame else { break };
            let frame = frame.map_err(|_| ErrorCode::BadRequest)?;
            let Some(bytes) = frame.data_ref() else {
                continue;
            };
            size += bytes.len();
            if size > limits::PHOTO_BYTES_MOST {
                return Err(ErrorCode::BodyTooLarge.into());
            }
            if start.len() < SIGNATURE {
                start.extend(bytes.iter().take(SIGNATURE - start.len()));
                if start.len() == SIGNATURE && !is_known_format(&start) {
                    return Err(ErrorCode::PhotoUnreadable.into());
                }
            }
            hash.update(bytes);
            writer.write_all(bytes).await?;
        }
        if !is_known_format(&start) {
            return Err(ErrorCode::PhotoUnreadable.into());
        }
        writer.flush().await?;
        Ok(Self {
            _turn: turn,
            file,
            hash: hash.finalize().into(),
        })
    }

    /// The path of the file.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// Opens the file again, from its start.
    pub fn reopen(&self) -> io::Result<File> {
        self.file.reopen()
    }
}
