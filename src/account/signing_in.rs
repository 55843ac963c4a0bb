//! Signing in and up, and setting a new password with a recovery code.

mod cookie_note;
mod handle_field;
mod recover_form;
mod sign_in_form;
mod sign_up_form;
mod submit_button;
mod welcome_screens;

pub use welcome_screens::{InvitationScreen, RecoverScreen, SignInScreen, SignUpScreen};
