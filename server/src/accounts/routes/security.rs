//! Passwords, recovery codes, passkeys, and the end of an account.
//! Long, and not divided yet.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use life_circle_wire::accounts::SignedIn;
use life_circle_wire::security::{
    AddPasskey, BeginPasskey, BeginPasskeySignIn, Ceremony, Departure, LeaveAccount,
    MakeRecoveryCodes, Passkey, ReadSecurity, Recover, RecoveryCodes, RemovePasskey, Security,
    SetPassword, SignInWithPasskey,
};
use life_circle_wire::{
    Endpoint, ErrorCode, Handle, Nothing, PersonId, Refusal, Timestamp, limits,
};
use sha2::{Digest as _, Sha256};

use super::accounts::{By, Proof, sign_in_device};
use crate::accounts::passkeys::Begun;
use crate::accounts::passwords::is_common;
use crate::accounts::recovery;
use crate::accounts::sql::security::PasskeyRow;
use crate::accounts::sql::{devices, security};
use crate::app::App;
use crate::hex::hex;
use crate::http::call::{Call, WithCookie};
use crate::http::sessions;
use crate::people::names;
use crate::people::sql::people;
use crate::people::sql::people::Account;
use crate::platform::db::Write;
use crate::relations::sql::departures;
use crate::relations::sql::departures::Absence;
use crate::{Error, clock, relations};

/// Milliseconds in which a browser must finish a passkey ceremony.
const CEREMONY_MS: i64 = 5 * 60 * 1000;

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

/// The viewer's account, if this is its password. Otherwise fails with `WrongCredentials`.
async fn confirm<E: Endpoint>(call: &Call<E>, password: &str) -> Result<Account, Error> {
    let app = &call.app;
    let account = people::find_account(&mut *app.database.read().await?, call.viewer())
        .await?
        .ok_or(ErrorCode::SignedOut)?;
    // Somebody with an unlocked phone can't guess the password faster here than at sign-in.
    app.limits
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
async fn begin_alone<E: Endpoint>(call: &Call<E>) -> Result<Write, Error> {
    let mut write = call.app.database.write().await?;
    write.lock_people(&[call.viewer().0]).await?;
    check_still_in(call, &mut write).await?;
    Ok(write)
}

/// Fails with `SignedOut` if this device was signed out since the request began. A changed password
/// or a recovery may have been meant to keep exactly this device out.
async fn check_still_in<E: Endpoint>(call: &Call<E>, write: &mut Write) -> Result<(), Error> {
    let is_in = devices::is_signed_in(write, call.session().device).await?;
    if is_in {
        Ok(())
    } else {
        Err(ErrorCode::SignedOut.into())
    }
}

/// The hash of a new password. Fails with `PasswordTooCommon`.
async fn new_hash(app: &App, password: &str) -> Result<String, Error> {
    if is_common(password) {
        return Err(Refusal {
            code: ErrorCode::PasswordTooCommon,
            field: "new_password",
        }
        .into());
    }
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
    devices::delete_other_devices(&mut write, call.viewer(), Some(call.session().device)).await?;
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
    let handle = request
        .handle
        .trim()
        .trim_start_matches('@')
        .parse::<Handle>()
        .ok();
    app.limits.check_sign_in(call.address, handle.as_ref())?;
    // Computed before the account is looked up, so that the time taken doesn't reveal whether it
    // exists.
    let password_hash = new_hash(app, &request.new_password).await?;
    let wrong = || Error::from(ErrorCode::WrongCredentials);
    let handle = handle.ok_or_else(wrong)?;
    let account = people::find_account_by_handle(&mut *app.database.read().await?, &handle)
        .await?
        .ok_or_else(wrong)?;
    let me = account.into_me();
    let person = me.person.id;
    let now = clock::now();
    let mut write = app.database.write().await?;
    write.lock_people(&[person.0]).await?;
    if !security::use_recovery_code(&mut write, person, &recovery::hash(&request.code), now).await?
    {
        return Err(wrong());
    }
    let absence = departures::read_absence(&mut write, person).await?;
    // These errors undo the transaction, so the code isn't used up and can be sent again with the
    // person's answer.
    if absence.suspended_at.is_some() {
        return Err(ErrorCode::AccountSuspended.into());
    }
    if absence.leaves_at.is_some() && !request.keep_account {
        return Err(ErrorCode::AccountLeaving.into());
    }
    security::set_password(&mut write, person, &password_hash).await?;
    // Anybody else who had access to the account loses every way in.
    security::set_recovery_codes(&mut write, person, &[]).await?;
    security::delete_passkeys(&mut write, person).await?;
    devices::delete_other_devices(&mut write, person, None).await?;
    write.commit().await?;
    let by = By::Password(password_hash);
    let keep_account = request.keep_account;
    let bearer = request.bearer;
    sign_in_device(
        &call,
        Proof {
            me,
            by,
            keep_account,
            bearer,
        },
    )
    .await
}

/// Stores the state of a passkey ceremony under a new secret, and gives the browser what it needs.
async fn begin(app: &App, person: Option<PersonId>, begun: Begun) -> Result<Ceremony, Error> {
    let ceremony = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>());
    let lapses_at = Timestamp(clock::now().0 + CEREMONY_MS);
    let mut write = app.database.write().await?;
    security::insert_ceremony(
        &mut write,
        &ceremony_hash(&ceremony),
        person,
        &begun.state,
        lapses_at,
    )
    .await?;
    write.commit().await?;
    Ok(Ceremony {
        ceremony,
        options: begun.options,
    })
}

/// Takes the stored state of a ceremony. It can be used once, even if the ceremony then fails.
/// Fails with `PasskeyRefused` if there is none.
async fn end(app: &App, person: Option<PersonId>, ceremony: &str) -> Result<String, Error> {
    let mut write = app.database.write().await?;
    let state =
        security::take_ceremony(&mut write, &ceremony_hash(ceremony), person, clock::now()).await?;
    write.commit().await?;
    state.ok_or_else(|| ErrorCode::PasskeyRefused.into())
}

fn ceremony_hash(ceremony: &str) -> String {
    hex(&Sha256::digest(ceremony.as_bytes()))
}

pub async fn begin_passkey(call: Call<BeginPasskey>) -> Result<Ceremony, Error> {
    let app = &call.app;
    let viewer = call.viewer();
    let account = confirm(&call, &call.request.password).await?;
    let existing = security::list_passkeys(&mut *app.database.read().await?, viewer).await?;
    if existing.len() >= limits::PASSKEYS_MOST {
        return Err(ErrorCode::TooManyPasskeys.into());
    }
    let existing: Vec<String> = existing
        .into_iter()
        .map(|passkey| passkey.credential_id)
        .collect();
    let begun =
        app.passkeys
            .begin_making(viewer, &account.handle, &account.display_name, &existing)?;
    begin(app, Some(viewer), begun).await
}

pub async fn add_passkey(call: Call<AddPasskey>) -> Result<Passkey, Error> {
    let app = &call.app;
    let viewer = call.viewer();
    let request = &call.request;
    let state = end(app, Some(viewer), &request.ceremony).await?;
    let made = app.passkeys.finish_making(&request.credential, &state)?;
    let new = PasskeyRow {
        id: app.ids.make(),
        person_id: viewer.0,
        credential_id: made.credential_id,
        credential: made.credential,
        name: names::one_line(&request.name),
        created_at: clock::now().0,
        used_at: None,
    };
    let mut write = begin_alone(&call).await?;
    if security::list_passkeys(&mut write, viewer).await?.len() >= limits::PASSKEYS_MOST {
        return Err(ErrorCode::TooManyPasskeys.into());
    }
    if !security::insert_passkey(&mut write, &new).await? {
        return Err(ErrorCode::PasskeyRefused.into());
    }
    write.commit().await?;
    Ok(new.into())
}

pub async fn remove_passkey(call: Call<RemovePasskey>) -> Result<Nothing, Error> {
    let mut write = call.app.database.write().await?;
    security::delete_passkey(&mut write, call.viewer(), call.argument).await?;
    write.commit().await?;
    Ok(Nothing {})
}

pub async fn begin_passkey_sign_in(call: Call<BeginPasskeySignIn>) -> Result<Ceremony, Error> {
    call.app.limits.check_sign_in(call.address, None)?;
    begin(&call.app, None, call.app.passkeys.begin_sign_in()?).await
}

pub async fn sign_in_with_passkey(
    call: Call<SignInWithPasskey>,
) -> Result<WithCookie<SignedIn>, Error> {
    let app = &call.app;
    let request = &call.request;
    app.limits.check_sign_in(call.address, None)?;
    let state = end(app, None, &request.ceremony).await?;
    let refused = || Error::from(ErrorCode::PasskeyRefused);
    let (credential_id, person) = app.passkeys.identify(&request.credential)?;
    let mut read = app.database.read().await?;
    let passkey = security::find_passkey(&mut read, &credential_id).await?;
    let passkey = passkey
        .filter(|passkey| passkey.person_id == person.0)
        .ok_or_else(refused)?;
    let account = people::find_account(&mut read, person)
        .await?
        .ok_or_else(refused)?;
    drop(read);
    let credential =
        app.passkeys
            .finish_sign_in(&request.credential, &state, &passkey.credential)?;
    let by = By::Passkey(passkey.id, credential);
    let keep_account = request.keep_account;
    let bearer = request.bearer;
    sign_in_device(
        &call,
        Proof {
            me: account.into_me(),
            by,
            keep_account,
            bearer,
        },
    )
    .await
}

pub async fn leave_account(call: Call<LeaveAccount>) -> Result<WithCookie<Departure>, Error> {
    let app = &call.app;
    let viewer = call.viewer();
    let now = clock::now();
    confirm(&call, &call.request.password).await?;
    let leaves_at = Timestamp(now.0 + clock::days_ms(app.config.leaving_days));
    let mut write = app.database.write().await?;
    write.lock_everybody().await?;
    check_still_in(&call, &mut write).await?;
    // The operator may have suspended the account meanwhile: this is kept.
    let absence = departures::read_absence(&mut write, viewer).await?;
    relations::set_absence(
        &mut write,
        viewer,
        Absence {
            leaves_at: Some(leaves_at.0),
            ..absence
        },
        now,
    )
    .await?;
    devices::delete_other_devices(&mut write, viewer, None).await?;
    write.commit().await?;
    Ok(WithCookie {
        response: Departure { leaves_at },
        cookie: Some(sessions::expired_cookie()),
    })
}
