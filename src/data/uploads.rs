//! Uploads photos. Long, since it follows a photo from the file to the server.
//!
//! Each photo has its own key. It is uploaded while the reader is still writing, and again until
//! the server has it.

mod blobs;
pub mod shrink;

use std::time::Duration;

use leptos::prelude::*;
use life_circle_wire::ErrorCode;
use life_circle_wire::limits::PHOTO_BYTES_MOST;
use life_circle_wire::photos::{Photo, PhotoUse};
use serde::{Deserialize, Serialize};
use web_sys::{Blob, File, Url};

use super::api::{Api, ApiError, new_key, use_api};
use super::uploads::shrink::shrink;
use crate::reactive::{sleep, spawn_local};

/// How long to wait between two looks at a photo that is on its way.
const POLL: Duration = Duration::from_millis(100);

/// A photo of a moment that is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Identifies the photo in this browser. It is also the first `Idempotency-Key` of the upload.
    pub key: String,
    /// A description of the photo for people who can't see it.
    pub alt: String,
}

/// How far a photo has been uploaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UploadState {
    /// The photo is being made smaller in this browser.
    Preparing,
    /// The photo waits for those before it.
    Waiting,
    /// The photo is being sent; the number is the percentage sent so far.
    Uploading(u32),
    /// The server has the photo.
    Done(Photo),
    /// The upload has failed.
    Failed(ApiError),
}

impl UploadState {
    /// The progress in percent. `None` once the upload is done or has failed.
    pub fn percent(&self) -> Option<u32> {
        match self {
            Self::Preparing | Self::Waiting => Some(0),
            Self::Uploading(percent) => Some(*percent),
            Self::Done(_) | Self::Failed(_) => None,
        }
    }

    /// Why the upload has failed. `None` if it hasn't.
    pub fn error(&self) -> Option<&ApiError> {
        match self {
            Self::Failed(error) => Some(error),
            Self::Preparing | Self::Waiting | Self::Uploading(_) | Self::Done(_) => None,
        }
    }
}

/// A photo that is uploaded.
#[derive(Clone)]
pub struct Upload {
    /// Identifies the photo in this browser.
    pub key: String,
    /// The `Idempotency-Key` it is sent with. Equal to `key`, until the server has deleted the
    /// unused photo and it must be sent as a new one.
    sent_as: ArcRwSignal<String>,
    /// A `blob:` URL of the photo, to show it here.
    pub preview: String,
    /// How far the photo has been uploaded.
    pub state: ArcRwSignal<UploadState>,
}

/// The photos that are being uploaded, as a context.
#[derive(Clone, Copy)]
pub struct Uploads {
    all: RwSignal<Vec<Upload>>,
    is_working: StoredValue<bool>,
    api: Api,
}

/// Provides the [`Uploads`] as a context.
pub fn provide_uploads() {
    provide_context(Uploads {
        all: RwSignal::new(Vec::new()),
        is_working: StoredValue::new(false),
        api: use_api(),
    });
}

/// The [`Uploads`] from the context.
pub fn use_uploads() -> Uploads {
    expect_context()
}

impl Uploads {
    /// The photo with this key. `None` if it was chosen before the page was loaded and not taken up
    /// since.
    pub fn get(&self, key: &str) -> Option<Upload> {
        self.all
            .with(|all| all.iter().find(|upload| upload.key == key).cloned())
    }

    fn find(&self, key: &str) -> Option<Upload> {
        self.all
            .with_untracked(|all| all.iter().find(|upload| upload.key == key).cloned())
    }

    /// Takes a chosen file: makes it smaller, keeps it, and sends it. Returns its key.
    pub fn add(&self, file: File) -> String {
        let uploads = *self;
        let key = new_key();
        let upload = self.insert(&key, &file, UploadState::Preparing);
        let name = key.clone();
        spawn_local(async move {
            let blob = shrink(&file).await;
            #[expect(clippy::cast_precision_loss, reason = "20 megabytes")]
            if blob.size() > PHOTO_BYTES_MOST as f64 {
                upload.state.set(UploadState::Failed(ApiError::refused(
                    ErrorCode::BodyTooLarge,
                )));
                return;
            }
            if blobs::keep(&name, &blob).await.is_err() {
                leptos::logging::warn!("this browser does not keep photos");
            }
            if uploads.find(&name).is_some() {
                upload.state.set(UploadState::Waiting);
                uploads.work();
            } else {
                // Taken back while it was prepared.
                blobs::forget(&name).await.ok();
            }
        });
        key
    }

    /// Takes up a photo that was chosen before the page was closed; `false` if this browser hasn't
    /// kept it.
    pub async fn take_up(&self, key: &str) -> bool {
        if self.find(key).is_some() {
            return true;
        }
        let Some(blob) = blobs::read(key).await else {
            return false;
        };
        if self.find(key).is_none() {
            self.insert(key, &blob, UploadState::Waiting);
        }
        self.work();
        true
    }

    /// Like [`Self::take_up`], once a second until the photo is kept or not wanted any more.
    pub async fn take_up_within(
        &self,
        key: &str,
        seconds: u32,
        is_wanted: &dyn Fn(&str) -> bool,
    ) -> bool {
        for _ in 0..seconds {
            if self.take_up(key).await {
                return true;
            }
            if !is_wanted(key) {
                return false;
            }
            sleep(Duration::from_secs(1)).await;
        }
        false
    }

    /// Whether this tab has the photo.
    pub fn is_here(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    fn insert(&self, key: &str, blob: &Blob, state: UploadState) -> Upload {
        let preview = Url::create_object_url_with_blob(blob).unwrap_or_default();
        let key = key.to_owned();
        let state = ArcRwSignal::new(state);
        let upload = Upload {
            sent_as: ArcRwSignal::new(key.clone()),
            key,
            preview,
            state,
        };
        self.all.update(|all| all.push(upload.clone()));
        upload
    }

    /// Uploads a photo again after a failure.
    pub fn retry(&self, key: &str) {
        if let Some(upload) = self.find(key) {
            upload.state.set(UploadState::Waiting);
            self.work();
        }
    }

    /// Uploads all photos again that failed because of the network or a busy server.
    pub fn retry_passing(&self) {
        let is_passing = |state: &UploadState| state.error().is_some_and(ApiError::is_passing);
        for upload in self
            .all
            .get_untracked()
            .iter()
            .filter(|upload| upload.state.with_untracked(is_passing))
        {
            upload.state.set(UploadState::Waiting);
        }
        self.work();
    }

    /// Takes a photo back, or forgets one that isn't needed here any more.
    pub fn remove(&self, key: &str) {
        if let Some(upload) = self.find(key) {
            Url::revoke_object_url(&upload.preview).ok();
        }
        self.all
            .update(|all| all.retain(|upload| upload.key != key));
        let key = key.to_owned();
        spawn_local(async move { forget_photo(&key).await });
    }

    /// Sends one after the other, until each is there or has failed.
    fn work(&self) {
        if self.is_working.get_value() {
            return;
        }
        self.is_working.set_value(true);
        let uploads = *self;
        spawn_local(async move {
            while let Some(upload) = uploads.next_to_send() {
                // A failed photo waits until the reader tries again, or until its moment is sent.
                uploads.send(&upload).await.ok();
            }
            uploads.is_working.set_value(false);
        });
    }

    fn next_to_send(&self) -> Option<Upload> {
        let waits = |upload: &&Upload| {
            upload
                .state
                .with_untracked(|state| *state == UploadState::Waiting)
        };
        self.all
            .with_untracked(|all| all.iter().find(waits).cloned())
    }

    async fn send(&self, upload: &Upload) -> Result<Photo, ApiError> {
        upload.state.set(UploadState::Uploading(0));
        let mut outcome = self.send_once(upload).await;
        let is_gone = |error: &ApiError| error.is_refusal(ErrorCode::NotFound);
        if outcome.as_ref().is_err_and(is_gone) {
            // The photo was uploaded long ago, and the server has deleted it since.
            upload.sent_as.set(new_key());
            outcome = self.send_once(upload).await;
        }
        upload.state.set(match &outcome {
            Ok(photo) => UploadState::Done(photo.clone()),
            Err(error) => UploadState::Failed(error.clone()),
        });
        outcome
    }

    async fn send_once(&self, upload: &Upload) -> Result<Photo, ApiError> {
        let gone = ApiError::Refused {
            code: ErrorCode::PhotoGone,
            field: None,
        };
        let blob = blobs::read(&upload.key).await.ok_or(gone)?;
        let key = upload.sent_as.get_untracked();
        let state = upload.state.clone();
        self.api
            .upload(&blob, &key, move |percent| {
                state.set(UploadState::Uploading(percent));
            })
            .await
    }

    /// Prepares photos to be uploaded again under new keys: the server has deleted them because
    /// they weren't used in time.
    pub fn renew(&self, attachments: &[Attachment]) {
        for upload in attachments.iter().filter_map(|photo| self.find(&photo.key)) {
            upload.sent_as.set(new_key());
            upload.state.set(UploadState::Waiting);
        }
    }

    /// The error code of a photo that would fail again. `None` if it hasn't failed, or may succeed
    /// later.
    pub fn refusal(&self, key: &str) -> Option<ErrorCode> {
        self.find(key)?.state.with_untracked(|state| {
            let error = state.error().filter(|error| !error.is_passing());
            error.and_then(ApiError::code)
        })
    }

    /// Uploads those of these photos that the server doesn't have yet. Returns their ids and
    /// descriptions.
    pub async fn finish(&self, attachments: &[Attachment]) -> Result<Vec<PhotoUse>, ApiError> {
        let mut photos = Vec::new();
        for attachment in attachments {
            let gone = ApiError::Refused {
                code: ErrorCode::PhotoGone,
                field: None,
            };
            // Another tab may still be keeping it.
            if !self.take_up_within(&attachment.key, 10, &|_| true).await {
                return Err(gone);
            }
            let upload = self.find(&attachment.key).ok_or(gone)?;
            while upload.state.with_untracked(|state| {
                matches!(state, UploadState::Preparing | UploadState::Uploading(_))
            }) {
                sleep(POLL).await;
            }
            let photo = match upload.state.get_untracked() {
                UploadState::Done(photo) => photo,
                _ => self.send(&upload).await?,
            };
            photos.push(PhotoUse {
                id: photo.id,
                alt: attachment.alt.clone(),
            });
        }
        Ok(photos)
    }
}

/// Deletes what this browser keeps of a photo.
pub async fn forget_photo(key: &str) {
    // A photo that can't be deleted isn't there.
    blobs::forget(key).await.ok();
}
