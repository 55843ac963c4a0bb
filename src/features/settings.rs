//! Language and theme, and what others learn of me.

mod preferences;
mod privacy;

pub use preferences::PreferenceCard;
pub use privacy::PrivacyCard;
