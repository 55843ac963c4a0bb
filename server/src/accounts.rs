//! Accounts: sign-up, sign-in, passwords, passkeys, recovery codes and devices.

pub(crate) mod ceremonies;
pub(crate) mod confirming;
pub(crate) mod leaving;
pub mod passkeys;
pub mod passwords;
pub mod recovery;
pub(crate) mod renewing;
pub(crate) mod routes;
pub(crate) mod signing_in;
pub(crate) mod signing_up;
pub mod sql;
