//! What others learn of me.

use serde::{Deserialize, Serialize};

use crate::Check;

endpoint! {
    /// What others learn of me.
    ReadPrivacy: Get "/api/v1/privacy", response: Privacy,
}

endpoint! {
    /// Sets what others learn of me.
    SetPrivacy: Put "/api/v1/privacy", request: Privacy, response: Privacy,
}

/// What others learn of me: always all of it, so that nothing is undone by being left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Privacy {
    /// How far back others see my moments, by any way.
    pub album_window: AlbumWindow,
    /// Whether strangers see the newest ten of my moments that are for all friends.
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

impl Check for Privacy {}

/// How far back others see somebody's moments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AlbumWindow {
    /// To the beginning.
    #[default]
    All,
    /// Half a year.
    HalfYear,
    /// A month.
    Month,
    /// Three days.
    ThreeDays,
}

impl AlbumWindow {
    /// All of them, the widest first.
    pub const EACH: [Self; 4] = [Self::All, Self::HalfYear, Self::Month, Self::ThreeDays];

    /// How many days that is; 0 for all.
    pub const fn days(self) -> u32 {
        match self {
            Self::All => 0,
            Self::HalfYear => 183,
            Self::Month => 30,
            Self::ThreeDays => 3,
        }
    }
}
