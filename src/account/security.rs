//! How I protect my account: password, recovery codes, passkeys, and deleting it.

mod change_password;
mod leave_account;
mod passkey_list;
mod passkeys;
mod recovery_codes;
mod security_screen;

pub use leave_account::LeftNote;
pub use passkeys::{Stopped, knows_passkeys, sign_in_with_passkey};
pub use recovery_codes::{MakeCodes, RecoveryCodeList};
pub use security_screen::SecurityScreen;
