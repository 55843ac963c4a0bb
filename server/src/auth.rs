//! Who asks: passwords, passkeys, recovery codes, session tokens, and where a request comes from.

pub mod origin;
pub mod passkeys;
pub mod passwords;
pub mod recovery;
pub mod sessions;
