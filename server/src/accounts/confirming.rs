//! The viewer's password, asked for again before the account changes.

use life_circle_wire::callers::SignedIn;
use life_circle_wire::{Endpoint, ErrorCode, Refusal};

use crate::Error;
use crate::accounts::sql::devices;
use crate::http::call::Call;
use crate::people::sql::people;
use crate::people::sql::people::Account;
use crate::platform::db::Write;

/// The viewer's account, if this is its password. Otherwise fails with `WrongCredentials`.
pub async fn confirm<E: Endpoint<Callers = SignedIn>>(
    call: &Call<E>,
    password: &str,
) -> Result<Account, Error> {
    let app = &call.app;
    let account = people::find_account(&mut app.database.read().await?, call.viewer())
        .await?
        .ok_or(ErrorCode::SignedOut)?;
    // Somebody with an unlocked phone can't guess the password faster here than at sign-in.
    app.rate_limits
        .check_sign_in(call.address, account.handle.parse().ok().as_ref())?;
    if app
        .passwords
        .verify(password.to_owned(), Some(account.password_hash.clone()))
        .await?
    {
        Ok(account)
    } else {
        Err(Refusal {
            code: ErrorCode::WrongCredentials,
            field: "password",
        }
        .into())
    }
}

/// Begins a transaction that changes how the viewer signs in. It locks the viewer, so that nobody
/// else changes this at the same time.
pub async fn begin_alone<E: Endpoint<Callers = SignedIn>>(call: &Call<E>) -> Result<Write, Error> {
    let mut write = call.app.database.write().await?;
    write.lock_people(&[call.viewer().0]).await?;
    check_still_in(call, &mut write).await?;
    Ok(write)
}

/// Fails with `SignedOut` if this device was signed out since the request began. A changed password
/// or a recovery may have been meant to keep exactly this device out.
pub async fn check_still_in<E: Endpoint<Callers = SignedIn>>(
    call: &Call<E>,
    write: &mut Write,
) -> Result<(), Error> {
    if devices::is_signed_in(write, call.session.device).await? {
        Ok(())
    } else {
        Err(ErrorCode::SignedOut.into())
    }
}
