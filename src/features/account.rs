//! Accounts: signing in, up and out, and the devices.

mod devices;
mod edit_profile;
mod password_field;
mod recover_form;
mod security;
mod sign_in_form;
mod sign_out_button;
mod sign_up_form;

pub use devices::DeviceList;
pub use edit_profile::EditProfileButton;
pub use recover_form::RecoverForm;
pub use security::{ChangePassword, LeaveAccountButton, LeftNote, MakeCodes, PasskeyList};
pub use sign_in_form::SignInForm;
pub use sign_out_button::SignOutButton;
pub use sign_up_form::SignUpForm;
