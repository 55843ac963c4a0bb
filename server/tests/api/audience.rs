//! Audiences of moments: chosen, previewed and changed.

mod audience_previews;
mod audiences;
pub mod family;
