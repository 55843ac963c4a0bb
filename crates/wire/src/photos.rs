//! Photos: uploaded one by one, then used in a moment or a profile.

use std::fmt::{self, Display};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::errors::{Refusal, check_text};
use crate::{ErrorCode, Graphemes, PhotoId, limits};

endpoint! {
    /// Uploads a photo: JPEG, PNG, WebP or GIF, at most 20 MiB and 50 megapixels.
    ///
    /// The server turns it upright and removes its metadata, such as where and with what it was
    /// taken. Nobody else sees the photo until it is used. A photo that isn't used within a day is
    /// deleted.
    UploadPhoto: Post "/api/v1/photos",
    keyed: true,
    takes: Photo,
    response: Photo,
    errors: [
        PhotoUnreadable, PhotoTooLarge, PhotosWaiting, PhotoQuotaFull, BodyTooLarge, NotFound,
        KeyMissing,
        KeyReused, TooManyRequests, Overloaded,
    ],
}

endpoint! {
    /// The JPEG of a photo in one of three sizes, for people who can see what it is used in.
    ReadPhoto: Get "/api/v1/photos/{photo_file}",
    gives: Photo,
    argument: PhotoFile,
    errors: [NotFound],
}

/// A photo as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Photo {
    /// The photo's id; with a size it names a file ([`PhotoFile`]).
    pub id: PhotoId,
    /// Width of the largest size in pixels, after turning it upright.
    pub width: u32,
    /// Height of the largest size in pixels, after turning it upright.
    pub height: u32,
    /// A preview to show until the photo has loaded: a `ThumbHash` in base64,
    /// <https://evanw.github.io/thumbhash/>.
    pub thumb_hash: String,
    /// A description for people who can't see it, at most `limits::ALT_MOST` characters; can be
    /// empty.
    #[serde(default)]
    pub alt: String,
}

/// The longest side of a long strip, in pixels.
const STRIP_LONGEST: f64 = 16_000.0;

/// The sizes in which a photo can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PhotoSize {
    /// For a square in a grid: the shorter side has 360 pixels, or fewer if the longer side would
    /// exceed 1,080.
    Small,
    /// For the width of a phone: the longer side has 1,080 pixels. In a long strip, the shorter
    /// side has 480, or fewer if it would exceed 2 megapixels.
    Medium,
    /// For looking closely: the longer side has 2,048 pixels. In a long strip, the shorter side has
    /// 1,024, or fewer if it would exceed 8 megapixels.
    Large,
}

impl PhotoSize {
    /// All sizes, the smallest first.
    pub const ALL: [Self; 3] = [Self::Small, Self::Medium, Self::Large];

    /// The size in a file's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }

    /// Width and height in pixels that a photo has in this size, from those of the original. No
    /// photo is made larger.
    pub fn fit(self, width: u32, height: u32) -> (u32, u32) {
        let longer = f64::from(width.max(height));
        let shorter = f64::from(width.min(height));
        // In a long strip, such as a screenshot of a chat, the shorter side decides: its text stays
        // readable. Its area is limited, so that its file stays small.
        let of_strip = |side: f64, megapixels: f64| {
            let area = (megapixels * 1e6 / (longer * shorter)).sqrt();
            (side / shorter).min(area).min(STRIP_LONGEST / longer)
        };
        let scale = match self {
            // The page shows a square from the middle, so the shorter side decides.
            Self::Small => (360.0 / shorter).min(1080.0 / longer),
            Self::Medium => (1080.0 / longer).max(of_strip(480.0, 2.0)),
            Self::Large => (2048.0 / longer).max(of_strip(1024.0, 8.0)),
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "not larger than the u32 it was"
        )]
        let scaled = |side: u32| (f64::from(side) * scale.min(1.0)).round().max(1.0) as u32;
        (scaled(width), scaled(height))
    }
}

endpoint! {
    /// Returns how much room my photos take on this server, and how much a person has.
    ReadPhotoQuota: Get "/api/v1/photo-quota",
    response: PhotoQuota,
}

/// The room for a person's photos: in moments, in their profile, and not used yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PhotoQuota {
    /// The number of photos.
    pub photos: u32,
    /// The number of photos that a person can have.
    pub photos_most: u32,
    /// The bytes that the photos take, in all sizes together.
    pub bytes: u64,
    /// The bytes that a person's photos can take.
    pub bytes_most: u64,
}

impl PhotoQuota {
    /// Whether there is no room for another photo.
    pub const fn is_full(self) -> bool {
        self.photos >= self.photos_most || self.bytes >= self.bytes_most
    }
}

/// The id and size of a photo, written as in `381246123417174016-small`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PhotoFile {
    /// The photo's id.
    pub id: PhotoId,
    /// The size to read.
    pub size: PhotoSize,
}

impl Display for PhotoFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", self.id, self.size.name())
    }
}

impl FromStr for PhotoFile {
    type Err = ErrorCode;
    fn from_str(text: &str) -> Result<Self, ErrorCode> {
        let (id, name) = text.split_once('-').ok_or(ErrorCode::NotFound)?;
        let size = PhotoSize::ALL
            .into_iter()
            .find(|size| size.name() == name)
            .ok_or(ErrorCode::NotFound)?;
        Ok(Self {
            id: id.parse().map_err(|_| ErrorCode::NotFound)?,
            size,
        })
    }
}

/// A photo of a new moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PhotoUse {
    /// A photo that I uploaded and haven't used yet.
    pub id: PhotoId,
    /// A description for people who can't see it, at most `limits::ALT_MOST` characters; can be
    /// empty.
    #[serde(default)]
    pub alt: String,
}

/// Refuses too many photos, and descriptions that are too long.
pub(crate) fn check_photos(photos: &[PhotoUse], graphemes: Graphemes) -> Result<(), Refusal> {
    if photos.len() > limits::PHOTOS_MOST {
        return Err(Refusal {
            code: ErrorCode::TooManyPhotos,
            field: "photos",
        });
    }
    photos
        .iter()
        .try_for_each(|photo| check_text(&photo.alt, 0, limits::ALT_MOST, "alt", graphemes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_keeps_its_shape_and_is_never_made_larger() {
        assert_eq!(PhotoSize::Large.fit(4096, 2048), (2048, 1024));
        assert_eq!(PhotoSize::Medium.fit(3024, 4032), (810, 1080));
        assert_eq!(PhotoSize::Small.fit(3024, 4032), (360, 480));
        assert_eq!(
            PhotoSize::Small.fit(10_000, 1000),
            (1080, 108),
            "a panorama"
        );
        assert_eq!(PhotoSize::Large.fit(1080, 12_000), (849, 9428), "a chat");
        assert_eq!(PhotoSize::Medium.fit(1080, 12_000), (424, 4714));
        assert_eq!(PhotoSize::Large.fit(12_000, 1080), (9428, 849));
        assert_eq!(PhotoSize::Large.fit(1080, 2160), (1024, 2048), "no strip");
        assert_eq!(PhotoSize::Large.fit(1080, 2400), (1024, 2276));
        assert_eq!(PhotoSize::Large.fit(100_000, 100), (16_000, 16));
        for size in PhotoSize::ALL {
            assert_eq!(size.fit(100, 50), (100, 50));
            assert_eq!(size.fit(50_000, 1).1, 1, "a line stays a line");
        }
    }

    #[test]
    fn a_file_s_name_is_read_as_it_is_written_and_nothing_else_is() {
        let file = PhotoFile {
            id: PhotoId(7),
            size: PhotoSize::Medium,
        };
        assert_eq!(file.to_string().parse(), Ok(file));
        for text in [
            "7",
            "7-",
            "7-huge",
            "-small",
            "7-small-small",
            "../7-small",
            "7-small.jpg",
        ] {
            assert_eq!(
                text.parse::<PhotoFile>(),
                Err(ErrorCode::NotFound),
                "{text}"
            );
        }
    }
}
