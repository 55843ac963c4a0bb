//! My account: signing in and up, devices, security and settings.

mod confirm_form;
pub mod departure;
mod devices;
mod edit_profile;
mod password_field;
pub mod security;
pub mod settings;
mod sign_out_button;
pub mod signing_in;

pub use devices::DeviceList;
pub use edit_profile::EditProfileButton;
pub use password_field::PasswordField;
pub use sign_out_button::SignOutButton;
