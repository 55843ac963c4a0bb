//! Routes for accounts: signing in, devices, security and passkeys.

pub mod accounts;
pub mod passkeys;
pub mod security;

use axum::Router;

use crate::app::App;
use crate::http::mounting::Mount as _;

/// The endpoints of this domain.
pub fn router() -> Router<App> {
    Router::new()
        .mount(accounts::sign_up)
        .mount(accounts::sign_in)
        .mount(accounts::sign_out)
        .mount(accounts::read_session)
        .mount(accounts::list_devices)
        .mount(accounts::revoke_device)
        .mount(security::read_security)
        .mount(security::set_password)
        .mount(security::make_recovery_codes)
        .mount(security::recover)
        .mount(passkeys::begin_passkey)
        .mount(passkeys::add_passkey)
        .mount(passkeys::remove_passkey)
        .mount(passkeys::set_passkey_needed)
        .mount(passkeys::begin_passkey_sign_in)
        .mount(passkeys::sign_in_with_passkey)
        .mount(security::leave_account)
}
