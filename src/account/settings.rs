//! Language and theme, and what others learn about me.

mod photo_quota_card;
mod preference_card;
pub mod preferences;
mod privacy_card;

pub use photo_quota_card::PhotoQuotaCard;
pub use preference_card::PreferenceCard;
pub use privacy_card::PrivacyCard;
