//! Who asks: passwords, session tokens, and where a request comes from.

pub mod origin;
pub mod passwords;
pub mod sessions;
