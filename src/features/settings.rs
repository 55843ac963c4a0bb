//! Language and theme.

mod preferences;

pub use preferences::PreferenceCard;
