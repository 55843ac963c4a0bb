//! Profiles: name, line about oneself, picture and cover.

use serde::{Deserialize, Serialize};

use crate::accounts::{Me, is_display_name};
use crate::errors::{Refusal, check_text};
use crate::{Check, ErrorCode, Graphemes, PhotoId, limits};

endpoint! {
    /// Sets my name, my line about me, my picture and my cover. All four are replaced.
    SetProfile: Put "/api/v1/profile",
    request: SetProfileRequest,
    response: Me,
    people: |me| vec![&me.person],
    errors: [DisplayNameInvalid, TextInvalid, TextTooLong, PhotoGone, TooManyRequests],
}

/// My profile as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetProfileRequest {
    /// The name that friends see, `limits::DISPLAY_NAME` characters.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub display_name: String,
    /// A line about me, at most `limits::ABOUT_MOST` characters.
    #[serde(default)]
    pub about: String,
    /// My picture: the one that I have, or one that I uploaded and haven't used yet. `null` removes
    /// it.
    #[serde(default)]
    pub avatar: Option<PhotoId>,
    /// The picture above my moments, by the same rules as `avatar`.
    #[serde(default)]
    pub cover: Option<PhotoId>,
}

impl Check for SetProfileRequest {
    fn check(&self, graphemes: Graphemes) -> Result<(), Refusal> {
        if !is_display_name(&self.display_name, graphemes) {
            return Err(Refusal {
                code: ErrorCode::DisplayNameInvalid,
                field: "display_name",
            });
        }
        if self.about.contains(|c: char| c.is_control()) {
            return Err(Refusal {
                code: ErrorCode::TextInvalid,
                field: "about",
            });
        }
        check_text(&self.about, 0, limits::ABOUT_MOST, "about", graphemes)
    }
}
