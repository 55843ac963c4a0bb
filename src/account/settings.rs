//! Language and theme, and what others learn about me.

mod preference_card;
pub mod preferences;
mod privacy_card;

pub use preference_card::PreferenceCard;
pub use privacy_card::PrivacyCard;
