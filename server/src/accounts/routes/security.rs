//! Passwords, recovery codes, and the end of an account.

use life_circle_wire::accounts::SignedIn;
use life_circle_wire::security::{
    Departure, LeaveAccount, MakeRecoveryCodes, Passkey, ReadSecurity, Recover, RecoverRequest,
    RecoveryCodes, Security, SetPassword,
};
use life_circle_wire::{ErrorCode, Nothing, PersonId, Timestamp};

use crate::accounts::confirming::{begin_alone, check_still_in, confirm};
use crate::accounts::passwords::refuse_common;
use crate::accounts::recovery;
use crate::accounts::signing_in::{By, Proof, check_present, sign_in_device, typed_handle};
use crate::accounts::sql::{devices, security};
use crate::app::App;
use crate::http::call::{Call, WithCookie};
use crate::http::sessions;
use crate::people::sql::people;
use crate::relations::sql::departures;
use crate::relations::sql::departures::Absence;
use crate::{Error, clock, relations};

pub async fn read_security(call: Call<ReadSecurity>) -> Result<Security, Error> {
    let mut read = call.app.database.read().await?;
    Ok(Security {
        passkeys: security::list_passkeys(&mut read, call.viewer())
            .await?
            .into_iter()
            .map(Passkey::from)
            .collect(),
        recovery_codes: security::count_recovery_codes(&mut read, call.viewer()).await?,
    })
}

/// The hash of a new password. Fails with `PasswordTooCommon`.
async fn new_hash(app: &App, password: &str) -> Result<String, Error> {
    refuse_common(password, "new_password")?;
    app.passwords.hash(password.to_owned()).await
}

pub async fn set_password(call: Call<SetPassword>) -> Result<Nothing, Error> {
    let app = &call.app;
    confirm(&call, &call.request.password).await?;
    let hash = new_hash(app, &call.request.new_password).await?;
    let mut write = begin_alone(&call).await?;
    security::set_password(&mut write, call.viewer(), &hash).await?;
    // Somebody who knew the old password may have made recovery codes. Their passkeys stay: the
    // owner sees them in a list, with name and day.
    security::set_recovery_codes(&mut write, call.viewer(), &[]).await?;
    devices::delete_other_devices(&mut write, call.viewer(), Some(call.session.device)).await?;
    write.commit().await?;
    Ok(Nothing {})
}

pub async fn make_recovery_codes(call: Call<MakeRecoveryCodes>) -> Result<RecoveryCodes, Error> {
    confirm(&call, &call.request.password).await?;
    let codes = recovery::new_codes();
    let mut write = begin_alone(&call).await?;
    security::set_recovery_codes(&mut write, call.viewer(), &codes.hashes).await?;
    write.commit().await?;
    Ok(RecoveryCodes { codes: codes.codes })
}

pub async fn recover(call: Call<Recover>) -> Result<WithCookie<SignedIn>, Error> {
    let app = &call.app;
    let request = &call.request;
    let handle = typed_handle(&request.handle);
    app.limits.check_sign_in(call.address, handle.as_ref())?;
    // Computed before the account is looked up, so that the time taken doesn't reveal whether it
    // exists.
    let password_hash = new_hash(app, &request.new_password).await?;
    let handle = handle.ok_or(ErrorCode::WrongCredentials)?;
    let account = people::find_account_by_handle(&mut *app.database.read().await?, &handle)
        .await?
        .ok_or(ErrorCode::WrongCredentials)?;
    let me = account.into_me();
    reset_ways_in(app, me.person.id, request, &password_hash).await?;
    let proof = Proof {
        me,
        by: By::Password(password_hash),
        keep_account: request.keep_account,
        bearer: request.bearer,
    };
    sign_in_device(&call, proof).await
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
    security::delete_passkeys(&mut write, person).await?;
    devices::delete_other_devices(&mut write, person, None).await?;
    write.commit().await
}

pub async fn leave_account(call: Call<LeaveAccount>) -> Result<WithCookie<Departure>, Error> {
    let app = &call.app;
    let viewer = call.viewer();
    let now = clock::now();
    confirm(&call, &call.request.password).await?;
    let leaves_at = Timestamp(now.0 + clock::days_ms(app.config.leaving_days));
    let mut write = app.database.write().await?;
    // The operator may have suspended the account meanwhile: this is kept.
    let leave = |absence: Absence| Absence {
        leaves_at: Some(leaves_at.0),
        ..absence
    };
    relations::change_absence(&mut write, viewer, now, leave).await?;
    // The change holds its locks: nobody signs this device out after this check. An error undoes
    // the change.
    check_still_in(&call, &mut write).await?;
    devices::delete_other_devices(&mut write, viewer, None).await?;
    write.commit().await?;
    Ok(WithCookie {
        response: Departure { leaves_at },
        cookie: Some(sessions::expired_cookie()),
    })
}
