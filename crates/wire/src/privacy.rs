//! Privacy settings: what others learn of me.

use serde::{Deserialize, Serialize};

use crate::time::MS_PER_DAY;
use crate::{Check, Timestamp};

endpoint! {
    /// Returns my privacy settings.
    ReadPrivacy: Get "/api/v1/privacy",
    response: Privacy,
}

endpoint! {
    /// Changes my privacy settings.
    SetPrivacy: Put "/api/v1/privacy",
    request: SetPrivacyRequest,
    response: Privacy,
}

/// The privacy settings of a person: what others learn of me.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Privacy {
    /// How far back others see my moments, wherever they look.
    pub album_window: AlbumWindow,
    /// Whether strangers see the newest `limits::SHOWN_TO_STRANGERS` of my moments that are for all
    /// friends.
    pub is_open_to_strangers: bool,
    /// Whether I am suggested to others, and named to them as a common friend.
    pub is_suggested: bool,
    /// Whether people are suggested to me by the friends we have in common.
    pub uses_common_friends: bool,
}

impl Default for Privacy {
    fn default() -> Self {
        Self {
            album_window: AlbumWindow::All,
            is_open_to_strangers: false,
            is_suggested: true,
            uses_common_friends: true,
        }
    }
}

impl Privacy {
    /// The changes that turn `before` into `self`. Equal fields are left out.
    pub fn changed_from(self, before: Self) -> SetPrivacyRequest {
        let changed = |is: bool, was: bool| (is != was).then_some(is);
        SetPrivacyRequest {
            album_window: (self.album_window != before.album_window).then_some(self.album_window),
            is_open_to_strangers: changed(self.is_open_to_strangers, before.is_open_to_strangers),
            is_suggested: changed(self.is_suggested, before.is_suggested),
            uses_common_friends: changed(self.uses_common_friends, before.uses_common_friends),
        }
    }
}

/// Changes of my privacy settings. A field that is left out stays as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetPrivacyRequest {
    /// How far back others see my moments, wherever they look.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub album_window: Option<AlbumWindow>,
    /// Whether strangers see the newest `limits::SHOWN_TO_STRANGERS` of my moments that are for all
    /// friends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_open_to_strangers: Option<bool>,
    /// Whether I am suggested to others, and named to them as a common friend.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_suggested: Option<bool>,
    /// Whether people are suggested to me by the friends we have in common.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uses_common_friends: Option<bool>,
}

impl SetPrivacyRequest {
    /// The settings after these changes to `before`.
    pub fn applied_to(self, before: Privacy) -> Privacy {
        Privacy {
            album_window: self.album_window.unwrap_or(before.album_window),
            is_open_to_strangers: self
                .is_open_to_strangers
                .unwrap_or(before.is_open_to_strangers),
            is_suggested: self.is_suggested.unwrap_or(before.is_suggested),
            uses_common_friends: self
                .uses_common_friends
                .unwrap_or(before.uses_common_friends),
        }
    }
}

impl Check for SetPrivacyRequest {}

/// How far back others see somebody's moments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AlbumWindow {
    /// All moments, back to the first.
    #[default]
    All,
    /// The last half year: 183 days.
    HalfYear,
    /// The last month: 30 days.
    Month,
    /// The last three days.
    ThreeDays,
}

impl AlbumWindow {
    /// All windows, the widest first.
    pub const EACH: [Self; 4] = [Self::All, Self::HalfYear, Self::Month, Self::ThreeDays];

    /// The window in days; 0 for `All`.
    pub const fn days(self) -> u32 {
        match self {
            Self::All => 0,
            Self::HalfYear => 183,
            Self::Month => 30,
            Self::ThreeDays => 3,
        }
    }

    /// The time before which others don't see moments; `None` for `All`.
    pub fn begins_at(self, now: Timestamp) -> Option<Timestamp> {
        (self != Self::All).then(|| now.plus_ms(-i64::from(self.days()) * MS_PER_DAY))
    }
}
