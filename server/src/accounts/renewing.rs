//! Renewing a password: with the old one, or with a recovery code.

use life_circle_wire::security::{Recover, RecoverRequest, SetPassword};
use life_circle_wire::{ErrorCode, PersonId};

use crate::accounts::confirming::{begin_alone, confirm};
use crate::accounts::passwords::refuse_common;
use crate::accounts::recovery;
use crate::accounts::signing_in::{Proof, VerifiedBy, check_present, typed_handle};
use crate::accounts::sql::{devices, passkeys, security};
use crate::app::App;
use crate::http::call::Call;
use crate::http::sessions::{GivenToken, Token};
use crate::people::sql::people;
use crate::relations::sql::departures;
use crate::relations::sql::departures::Absence;
use crate::{Error, clock};

/// Sets the viewer's new password, signs all other devices out, and gives this one a new token.
/// Fails with `WrongCredentials` or `PasswordTooCommon`.
pub async fn set_password(call: &Call<SetPassword>) -> Result<GivenToken, Error> {
    let viewer = call.viewer();
    let account = confirm(call, &call.request.password).await?;
    let hash = new_hash(&call.app, &call.request.new_password, &account.handle).await?;
    let mut write = begin_alone(call).await?;
    security::set_password(&mut write, viewer, &hash).await?;
    // Somebody who knew the old password may have made recovery codes. Their passkeys stay: the
    // owner sees them in a list, with name and day.
    security::set_recovery_codes(&mut write, viewer, &[]).await?;
    let device = call.session.device;
    devices::delete_other_devices(&mut write, viewer, Some(device)).await?;
    // Whoever has stolen the old token is signed out, too.
    let token = Token::new();
    devices::set_token(&mut write, device, &token.hash()).await?;
    write.commit().await?;
    Ok(token.give(call.session.has_cookie))
}

/// Sets the new password of somebody with a recovery code, so that they can sign in with it. Fails
/// with `WrongCredentials`, `PasswordTooCommon`, `AccountSuspended` or `AccountLeaving`.
pub async fn recover(call: &Call<Recover>) -> Result<Proof, Error> {
    let app = &call.app;
    let request = &call.request;
    let handle = typed_handle(&request.handle);
    app.rate_limits
        .check_sign_in(call.address, handle.as_ref())?;
    // Computed before the account is looked up, so that the time taken doesn't reveal whether it
    // exists.
    let password_hash = new_hash(app, &request.new_password, &request.handle).await?;
    let handle = handle.ok_or(ErrorCode::WrongCredentials)?;
    let account = people::find_account_by_handle(&mut app.database.read().await?, &handle)
        .await?
        .ok_or(ErrorCode::WrongCredentials)?;
    let me = account.into_me();
    reset_ways_in(app, me.person.id, request, &password_hash).await?;
    Ok(Proof {
        me,
        by: VerifiedBy::Password(password_hash),
        keep_account: request.keep_account,
        bearer: request.bearer,
    })
}

/// The hash of a new password for the account with this handle. Fails with `PasswordTooCommon`.
async fn new_hash(app: &App, password: &str, handle: &str) -> Result<String, Error> {
    refuse_common(password, handle, "new_password")?;
    app.passwords.hash(password.to_owned()).await
}

/// Uses up a recovery code and sets a new password. Fails with `WrongCredentials` if there is no
/// such code, and with `AccountSuspended` or `AccountLeaving` if the account can't be used.
async fn reset_ways_in(
    app: &App,
    person: PersonId,
    request: &RecoverRequest,
    password_hash: &str,
) -> Result<(), Error> {
    let now = clock::now();
    let mut write = app.database.write().await?;
    write.lock_people(&[person.0]).await?;
    if !security::use_recovery_code(&mut write, person, &recovery::hash(&request.code), now).await?
    {
        return Err(ErrorCode::WrongCredentials.into());
    }
    let absence = departures::read_absence(&mut write, person).await?;
    // These errors undo the transaction, so the code isn't used up and can be sent again with the
    // person's answer.
    check_present(Absence {
        leaves_at: absence.leaves_at.filter(|_| !request.keep_account),
        ..absence
    })?;
    security::set_password(&mut write, person, password_hash).await?;
    // Anybody else who had access to the account loses every way in.
    security::set_recovery_codes(&mut write, person, &[]).await?;
    passkeys::delete_passkeys(&mut write, person).await?;
    devices::delete_other_devices(&mut write, person, None).await?;
    write.commit().await
}
