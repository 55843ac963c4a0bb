//! Photos on their way to the server, each with its key: sent while one still writes, and again until they are there.

mod blobs;
pub mod shrink;

use js_sys::Promise;
use leptos::prelude::*;
use life_circle_wire::ErrorCode;
use life_circle_wire::limits::PHOTO_BYTES_MOST;
use life_circle_wire::photos::{Photo, PhotoUse};
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, Url};

use super::api::{Api, ApiError, new_key, use_api};
use super::uploads::shrink::shrink;
use crate::reactive::spawn;

/// A photo of something that is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Names it here and makes it exist once there.
    pub key: String,
    /// What it shows, in words for who can't see it.
    pub alt: String,
}

/// How far a photo is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UploadState {
    /// It is made smaller here.
    Preparing,
    /// It waits for those before it.
    Waiting,
    /// So many percent of it are sent.
    Sending(u32),
    /// The server has it.
    Done(Photo),
    /// It didn't get there.
    Failed(ApiError),
}

/// A photo on its way.
#[derive(Clone)]
pub struct Upload {
    /// Names it.
    pub key: String,
    /// What makes it exist once on the server: another key once that has forgotten the first.
    sent_as: String,
    /// What to show of it here: an address within this page.
    pub preview: String,
    /// How far it is.
    pub state: ArcRwSignal<UploadState>,
}

/// The photos on their way.
#[derive(Clone, Copy)]
pub struct Uploads {
    all: RwSignal<Vec<Upload>>,
    is_working: StoredValue<bool>,
    api: Api,
}

/// Makes them available.
pub fn provide_uploads() {
    provide_context(Uploads {
        all: RwSignal::new(Vec::new()),
        is_working: StoredValue::new(false),
        api: use_api(),
    });
}

/// The photos on their way.
pub fn use_uploads() -> Uploads {
    expect_context()
}

impl Uploads {
    /// The photo with this key; nothing if the page was closed since it was chosen.
    pub fn get(&self, key: &str) -> Option<Upload> {
        self.all
            .with(|all| all.iter().find(|upload| upload.key == key).cloned())
    }

    fn find(&self, key: &str) -> Option<Upload> {
        self.all
            .with_untracked(|all| all.iter().find(|upload| upload.key == key).cloned())
    }

    /// Takes a chosen file: makes it smaller, keeps it, and sends it. Gives its key.
    pub fn add(&self, file: File) -> String {
        let (uploads, key) = (*self, new_key());
        let upload = self.insert(&key, &file, UploadState::Preparing);
        let name = key.clone();
        spawn(async move {
            let blob = shrink(&file).await;
            #[expect(clippy::cast_precision_loss, reason = "20 megabytes")]
            if blob.size() > PHOTO_BYTES_MOST as f64 {
                upload.state.set(UploadState::Failed(ApiError::Refused {
                    code: ErrorCode::BodyTooLarge,
                    field: None,
                }));
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

    /// Takes up a photo that was chosen before the page was closed; `false` if this browser hasn't kept it.
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

    fn insert(&self, key: &str, blob: &Blob, state: UploadState) -> Upload {
        let preview = Url::create_object_url_with_blob(blob).unwrap_or_default();
        let (key, state) = (key.to_owned(), ArcRwSignal::new(state));
        let upload = Upload {
            sent_as: key.clone(),
            key,
            preview,
            state,
        };
        self.all.update(|all| all.push(upload.clone()));
        upload
    }

    /// Tries a photo again that didn't get there.
    pub fn retry(&self, key: &str) {
        if let Some(upload) = self.find(key) {
            upload.state.set(UploadState::Waiting);
            self.work();
        }
    }

    /// Tries all photos again that didn't get there for want of a network, or of a server.
    pub fn retry_passing(&self) {
        let is_passing =
            |state: &UploadState| matches!(state, UploadState::Failed(error) if error.is_passing());
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
        spawn(async move {
            blobs::forget(&key).await.ok();
        });
    }

    /// Sends one after the other, until each is there or has failed.
    fn work(&self) {
        if self.is_working.get_value() {
            return;
        }
        self.is_working.set_value(true);
        let uploads = *self;
        spawn(async move {
            while let Some(upload) = uploads.next_to_send() {
                // What failed waits for its person, or for the moment that it belongs to.
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
        upload.state.set(UploadState::Sending(0));
        let mut outcome = self.send_once(upload, &upload.sent_as).await;
        if outcome
            .as_ref()
            .is_err_and(|error| error.is_refusal(ErrorCode::NotFound))
        {
            // It was sent long ago, and forgotten there.
            outcome = self.send_once(upload, &new_key()).await;
        }
        upload.state.set(match &outcome {
            Ok(photo) => UploadState::Done(photo.clone()),
            Err(error) => UploadState::Failed(error.clone()),
        });
        outcome
    }

    async fn send_once(&self, upload: &Upload, key: &str) -> Result<Photo, ApiError> {
        let gone = ApiError::Refused {
            code: ErrorCode::PhotoGone,
            field: None,
        };
        let (blob, state) = (
            blobs::read(&upload.key).await.ok_or(gone)?,
            upload.state.clone(),
        );
        self.api
            .upload(&blob, key, move |percent| {
                state.set(UploadState::Sending(percent))
            })
            .await
    }

    /// The server has forgotten photos that weren't used in time: they will be sent anew.
    pub fn renew(&self, attachments: &[Attachment]) {
        self.all.update(|all| {
            for upload in all
                .iter_mut()
                .filter(|upload| attachments.iter().any(|photo| photo.key == upload.key))
            {
                upload.sent_as = new_key();
                upload.state.set(UploadState::Waiting);
            }
        });
    }

    /// Why the server will not take a photo, as far as that is known.
    pub fn refusal(&self, key: &str) -> Option<ErrorCode> {
        self.find(key)?.state.with_untracked(|state| match state {
            UploadState::Failed(error) if !error.is_passing() => error.code(),
            _ => None,
        })
    }

    /// Sends what isn't there yet of these photos, and gives what the server knows them by.
    pub async fn finish(&self, attachments: &[Attachment]) -> Result<Vec<PhotoUse>, ApiError> {
        let mut photos = Vec::new();
        for attachment in attachments {
            let gone = ApiError::Refused {
                code: ErrorCode::PhotoGone,
                field: None,
            };
            if !self.take_up(&attachment.key).await {
                return Err(gone);
            }
            let upload = self.find(&attachment.key).ok_or(gone)?;
            while upload.state.with_untracked(|state| {
                matches!(state, UploadState::Preparing | UploadState::Sending(_))
            }) {
                a_moment().await;
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

/// A tenth of a second.
async fn a_moment() {
    let mut wait = |resolve: js_sys::Function, _: js_sys::Function| {
        window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 100)
            .ok();
    };
    JsFuture::from(Promise::new(&mut wait)).await.ok();
}
