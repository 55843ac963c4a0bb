//! Accounts: sign-up, sign-in, passwords, passkeys, recovery codes and devices.

pub mod passkeys;
pub mod passwords;
pub mod recovery;
pub(crate) mod routes;
pub mod sql;
