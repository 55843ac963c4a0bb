//! How I keep my account: password, recovery codes, passkeys, and its end.

mod change_password;
mod confirm_form;
mod leave_account;
mod passkey_list;
mod passkeys;
mod recovery_codes;

pub use change_password::ChangePassword;
pub use leave_account::{LeaveAccountButton, LeftNote};
pub use passkey_list::PasskeyList;
pub use passkeys::{PasskeyError, knows_passkeys, passkey_error_text, sign_in_with_passkey};
pub use recovery_codes::{MakeCodes, RecoveryCodeList};
