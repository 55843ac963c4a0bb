//! Accounts: sign-up, sign-in, passwords, passkeys, recovery codes and devices.

pub(crate) mod confirming;
pub mod passkeys;
pub mod passwords;
pub mod recovery;
pub(crate) mod routes;
pub(crate) mod signing_in;
pub(crate) mod signing_up;
pub mod sql;
