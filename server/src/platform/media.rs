//! Takes photos in: reads them within limits, turns them upright, strips all metadata, and stores
//! them in three sizes.

pub mod decoding;
pub mod encoding;
mod header;
mod jpeg;
pub mod store;
mod turns;
pub mod upload;

use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use axum::body::Body;
use axum::http::HeaderMap;
pub use encoding::{EncodedPhoto, encode};
use life_circle_wire::{ErrorCode, PersonId};
pub use store::Store;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use turns::Turns;
pub use upload::Upload;

use crate::Error;

/// Megabytes of memory for the photos that are worked on at once. A photo that needs more is worked
/// on alone.
const MEGABYTES_AT_ONCE: u32 = 224;
/// Most photos that are worked on or wait. Further ones are refused as overloaded.
const IN_LINE: usize = 32;
/// `Retry-After` in seconds when too many photos wait.
const RETRY_AFTER_S: u64 = 5;

/// Decodes, encodes and stores photos.
pub struct Media {
    /// The folder that photos are stored in.
    pub store: Store,
    megabytes: Arc<Semaphore>,
    line: Arc<Semaphore>,
    turns: Turns,
}

impl Media {
    /// Uses this folder for photos, and creates it if it is missing.
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        let store = Store::open(folder)
            .with_context(|| format!("can't keep photos in {}", folder.display()))?;
        let at_once = MEGABYTES_AT_ONCE as usize;
        Ok(Self {
            store,
            megabytes: Arc::new(Semaphore::new(at_once)),
            line: Arc::new(Semaphore::new(IN_LINE)),
            turns: Turns::default(),
        })
    }

    /// Reads a person's upload into a file; waits while they have too many under way. Fails with
    /// `StorageFull` if the rest of the disk is kept for the database.
    pub async fn receive(
        &self,
        person: PersonId,
        headers: &HeaderMap,
        body: Body,
    ) -> Result<Upload, Error> {
        let turn = self.turns.take(person).await?;
        if !self.store.has_room()? {
            return Err(ErrorCode::StorageFull.into());
        }
        Upload::read(turn, &self.store, headers, body).await
    }

    /// Makes the three sizes of an uploaded photo. The larger it is, the fewer others are worked on
    /// at the same time.
    pub async fn encode(&self, upload: &Upload) -> Result<EncodedPhoto, Error> {
        let overloaded = |_| Error::wait(ErrorCode::Overloaded, RETRY_AFTER_S);
        let in_line = self.line.clone().try_acquire_owned().map_err(overloaded)?;
        let path = upload.path().to_owned();
        let header = spawn_blocking(move || header::read_header(&path))
            .await
            .map_err(Error::internal)??;
        let megabytes = u32::try_from(header.work_bytes / 1_000_000 + 1)
            .unwrap_or(u32::MAX)
            .min(MEGABYTES_AT_ONCE);
        let at_work = self
            .megabytes
            .clone()
            .acquire_many_owned(megabytes)
            .await
            .map_err(Error::internal)?;
        let file = upload.reopen()?;
        // The work goes on if the client hangs up, so it holds its permits until it is done.
        let work = move || {
            let _places = (in_line, at_work);
            encode(&decoding::decode(file, &header)?)
        };
        spawn_blocking(work).await.map_err(Error::internal)?
    }
}
