//! Handlers to upload and to read photos.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, ETAG};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use life_circle_wire::ErrorCode;
use life_circle_wire::photos::{
    Photo, PhotoQuota, PhotoSize, ReadPhoto, ReadPhotoQuota, UploadPhoto,
};
use tokio::task::spawn_blocking;

use crate::Error;
use crate::http::call::Call;
use crate::moments::sql::photos;
use crate::moments::uploading;
use crate::platform::media::store::Store;

pub async fn upload_photo(call: Call<UploadPhoto>) -> Result<Photo, Error> {
    uploading::upload(&call.app, call.viewer(), call.upload(), &call.key()).await
}

pub async fn read_photo_quota(call: Call<ReadPhotoQuota>) -> Result<PhotoQuota, Error> {
    uploading::read_quota(&call.app, call.viewer()).await
}

pub async fn read_photo(call: Call<ReadPhoto>) -> Result<Response, Error> {
    let file = call.argument;
    let content =
        photos::find_visible_content(&mut call.app.database.read().await?, call.viewer(), file.id)
            .await?;
    let content = content.ok_or(ErrorCode::NotFound)?;
    // Only people who can see the picture get this hash of it. The size is included, so that a
    // client doesn't mix up two sizes.
    let etag = format!("\"{}-{}\"", &content[..32], file.size.name());
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("image/jpeg")),
        (ETAG, HeaderValue::try_from(&etag).map_err(Error::internal)?),
    ];
    if call.knows(&etag) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let bytes = read_file(&call.app.media.store, content, file.size).await?;
    Ok((headers, Body::from(bytes)).into_response())
}

/// The bytes of a photo in a size.
async fn read_file(store: &Store, content: String, size: PhotoSize) -> Result<Vec<u8>, Error> {
    let store = store.clone();
    let read = spawn_blocking(move || store.read(&content, size))
        .await
        .map_err(Error::internal)?;
    read?.ok_or_else(|| Error::internal(anyhow::anyhow!("a photo's file is missing")))
}
