//! Sign-up, sign-in, and the devices of an account.

use life_circle_wire::accounts::{
    Devices, ListDevices, ReadSession, RevokeDevice, Session, SignIn, SignOut, SignUp, SignedIn,
};
use life_circle_wire::{ErrorCode, Handle, Nothing};

use crate::Error;
use crate::accounts::confirming::{begin_alone, confirm};
use crate::accounts::passwords::refuse_common;
use crate::accounts::signing_in::{Proof, VerifiedBy, sign_in_device, typed_handle};
use crate::accounts::signing_up;
use crate::accounts::sql::devices;
use crate::http::call::{Call, WithCookie};
use crate::http::sessions;
use crate::people::sql::people;
use crate::people::sql::people::Account;

pub async fn sign_up(call: Call<SignUp>) -> Result<WithCookie<SignedIn>, Error> {
    call.app.rate_limits.check_sign_up(call.address)?;
    refuse_common(&call.request.password, &call.request.handle, "password")?;
    let handle: Handle = call.request.handle.parse()?;
    signing_up::sign_up(&call, handle).await
}

pub async fn sign_in(call: Call<SignIn>) -> Result<WithCookie<SignedIn>, Error> {
    let app = &call.app;
    let request = &call.request;
    let handle = typed_handle(&request.handle);
    app.rate_limits
        .check_sign_in(call.address, handle.as_ref())?;
    let account = match handle {
        Some(handle) => {
            people::find_account_by_handle(&mut app.database.read().await?, &handle).await?
        }
        None => None,
    };
    let hash = account
        .as_ref()
        .map(|account| account.password_hash.clone());
    let is_right = app.passwords.verify(request.password.clone(), hash).await?;
    let account = account
        .filter(|_| is_right)
        .ok_or(ErrorCode::WrongCredentials)?;
    let proof = Proof {
        by: VerifiedBy::Password(account.password_hash.clone()),
        me: account.into_me(),
        keep_account: request.keep_account,
        bearer: request.bearer,
    };
    sign_in_device(&call, proof).await
}

pub async fn sign_out(call: Call<SignOut>) -> Result<WithCookie<Nothing>, Error> {
    let session = call.session;
    let mut write = call.app.database.write().await?;
    devices::delete_device(&mut write, session.person, session.device).await?;
    write.commit().await?;
    Ok(WithCookie {
        response: Nothing {},
        cookie: Some(sessions::expired_cookie()),
    })
}

pub async fn read_session(call: Call<ReadSession>) -> Result<Session, Error> {
    let account = match call.session {
        Some(session) => {
            people::find_account(&mut call.app.database.read().await?, session.person).await?
        }
        None => None,
    };
    Ok(Session {
        me: account.map(Account::into_me),
        is_by_invitation: call.app.config.by_invitation,
    })
}

pub async fn list_devices(call: Call<ListDevices>) -> Result<Devices, Error> {
    let session = call.session;
    let items = devices::list_devices(
        &mut call.app.database.read().await?,
        session.person,
        session.device,
    )
    .await?;
    Ok(Devices { items })
}

pub async fn revoke_device(call: Call<RevokeDevice>) -> Result<Nothing, Error> {
    confirm(&call, &call.request.password).await?;
    let mut write = begin_alone(&call).await?;
    devices::delete_device(&mut write, call.viewer(), call.argument).await?;
    write.commit().await?;
    Ok(Nothing {})
}
