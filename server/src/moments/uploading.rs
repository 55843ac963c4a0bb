//! Uploading a photo: encodes and stores it, once for each key.

use life_circle_wire::photos::{Photo, PhotoQuota};
use life_circle_wire::{ErrorCode, PersonId, PhotoId, limits};
use tokio::task::spawn_blocking;

use super::sql::photos;
use crate::app::App;
use crate::platform::db::idempotency;
use crate::platform::db::idempotency::Key;
use crate::platform::media::encoding::EncodedPhoto;
use crate::platform::media::store::Store;
use crate::platform::media::upload::Upload;
use crate::{Error, clock};

/// Reads how much room a person's photos take, and how much they have.
pub async fn read_quota(app: &App, person: PersonId) -> Result<PhotoQuota, Error> {
    let room = photos::read_room(&mut app.database.read().await?, person).await?;
    Ok(PhotoQuota {
        photos: room.photos as u32,
        photos_most: app.config.photos_most,
        bytes: room.bytes as u64,
        bytes_most: u64::from(app.config.megabytes_most) * 1_000_000,
    })
}

/// Adds an uploaded file as a photo that isn't used yet. Fails with `PhotosWaiting` if its owner
/// has too many of them, and with `PhotoQuotaFull` if they have no room for another photo.
pub async fn upload(app: &App, owner: PersonId, file: &Upload, key: &Key) -> Result<Photo, Error> {
    // A repeat is answered without encoding the photo again. A repeat at the same time may encode
    // it, too, and then finds the first one.
    let mut read = app.database.read().await?;
    if let Some(id) = idempotency::find_created(&mut read, key).await? {
        return photos::find_own_photo(&mut read, owner, PhotoId(id))
            .await?
            .ok_or_else(|| ErrorCode::NotFound.into());
    }
    if photos::count_waiting(&mut read, owner).await? >= limits::PHOTOS_WAITING_MOST {
        return Err(ErrorCode::PhotosWaiting.into());
    }
    drop(read);
    if read_quota(app, owner).await?.is_full() {
        return Err(ErrorCode::PhotoQuotaFull.into());
    }
    let encoded = app.media.encode(file).await?;
    // Until the photo has a row, its files are garbage: the sweep removes them if this ends here.
    let mut write = app.database.write().await?;
    photos::insert_garbage(&mut write, &encoded.content).await?;
    write.commit().await?;
    let encoded = keep(&app.media.store, encoded).await?;
    let new_id = app.ids.make();
    let mut write = app.database.write().await?;
    write.lock_content(&encoded.content).await?;
    let id = write
        .once(key, new_id, async |write| {
            let forget_at = clock::now().plus_ms(clock::hours_ms(limits::PHOTO_WAITS_HOURS));
            photos::insert_photo(write, owner, PhotoId(new_id), &encoded, forget_at).await
        })
        .await?;
    photos::take_off_garbage(&mut write, &encoded.content).await?;
    // The sweep may just have removed the files of the same picture. Nobody removes them while this
    // lock is held, so they are stored again.
    keep(&app.media.store, encoded).await?;
    let photo = photos::find_own_photo(&mut write, owner, PhotoId(id)).await?;
    write.commit_found(photo).await
}

/// Stores a photo on the disk and returns it.
async fn keep(store: &Store, photo: EncodedPhoto) -> Result<EncodedPhoto, Error> {
    let store = store.clone();
    let kept = spawn_blocking(move || store.put(&photo).map(|()| photo))
        .await
        .map_err(Error::internal)?;
    Ok(kept?)
}
