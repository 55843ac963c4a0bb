//! Handlers to upload and to read photos.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, ETAG};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use life_circle_wire::photos::{Photo, ReadPhoto, UploadPhoto};
use life_circle_wire::{ErrorCode, PhotoId, Timestamp, limits};
use tokio::task::spawn_blocking;

use crate::http::call::Call;
use crate::moments::sql::photos;
use crate::platform::db::idempotency;
use crate::platform::media::encoding::Encoded;
use crate::{Error, clock};

pub async fn upload_photo(call: Call<UploadPhoto>) -> Result<Photo, Error> {
    let app = &call.app;
    let owner = call.viewer();
    let key = call.key();
    // A repeat is answered without encoding the photo again. A repeat at the same time may encode
    // it, too, and then finds the first one.
    let mut read = app.database.read().await?;
    if let Some(id) = idempotency::find_created(&mut read, &key).await? {
        return photos::find_own_photo(&mut read, owner, PhotoId(id))
            .await?
            .ok_or_else(|| ErrorCode::NotFound.into());
    }
    if photos::count_waiting(&mut read, owner).await? >= limits::PHOTOS_WAITING_MOST {
        return Err(ErrorCode::PhotosWaiting.into());
    }
    drop(read);
    let encoded = app.media.encode(call.upload()).await?;
    let encoded = keep(&call, encoded).await?;
    let new_id = app.ids.make();
    let mut write = app.database.write().await?;
    write.lock_content(&encoded.content).await?;
    let id = write
        .once(&key, new_id, async |write| {
            let forget_at =
                Timestamp(clock::now().0 + i64::from(limits::PHOTO_WAITS_HOURS) * 3_600_000);
            photos::insert_photo(write, owner, PhotoId(new_id), &encoded, forget_at).await
        })
        .await?;
    // The sweep may just have removed the files of the same picture. Nobody removes them while this
    // lock is held, so they are stored again.
    keep(&call, encoded).await?;
    let photo = photos::find_own_photo(&mut write, owner, PhotoId(id)).await?;
    write.commit_found(photo).await
}

/// Stores a photo on the disk and gives it back.
async fn keep(call: &Call<UploadPhoto>, photo: Encoded) -> Result<Encoded, Error> {
    let store = call.app.media.store.clone();
    let kept = spawn_blocking(move || store.put(&photo).map(|()| photo))
        .await
        .map_err(Error::internal)?;
    kept.map_err(Error::internal)
}

pub async fn read_photo(call: Call<ReadPhoto>) -> Result<Response, Error> {
    let file = call.argument;
    let content = photos::find_visible_content(
        &mut *call.app.database.read().await?,
        call.viewer(),
        file.id,
    )
    .await?;
    let content = content.ok_or(ErrorCode::NotFound)?;
    // Only people who can see the picture get this hash of it. The size is included, so that a
    // client doesn't mix up two sizes.
    let etag = format!("\"{}-{}\"", &content[..32], file.size.name());
    let mut response = if call.knows(&etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let store = call.app.media.store.clone();
        let bytes = spawn_blocking(move || store.read(&content, file.size))
            .await
            .map_err(Error::internal)?;
        let bytes = bytes.map_err(Error::internal)?;
        Body::from(
            bytes.ok_or_else(|| Error::internal(anyhow::anyhow!("a photo's file is missing")))?,
        )
        .into_response()
    };
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("image/jpeg"));
    response
        .headers_mut()
        .insert(ETAG, HeaderValue::try_from(etag).map_err(Error::internal)?);
    Ok(response)
}
