//! Passwords, recovery codes, and the end of an account.

use life_circle_wire::accounts::SignedIn;
use life_circle_wire::security::{
    Departure, LeaveAccount, MakeRecoveryCodes, Passkey, ReadSecurity, Recover, RecoveryCodes,
    RenewedSession, Security, SetPassword,
};

use crate::Error;
use crate::accounts::confirming::{begin_alone, confirm};
use crate::accounts::signing_in::sign_in_device;
use crate::accounts::sql::{passkeys, security};
use crate::accounts::{leaving, recovery, renewing};
use crate::http::call::{Call, WithCookie};
use crate::http::sessions;

pub async fn read_security(call: Call<ReadSecurity>) -> Result<Security, Error> {
    let mut read = call.app.database.read().await?;
    Ok(Security {
        passkeys: passkeys::list_passkeys(&mut read, call.viewer())
            .await?
            .into_iter()
            .map(Passkey::from)
            .collect(),
        recovery_codes: security::count_recovery_codes(&mut read, call.viewer()).await?,
        needs_passkey: passkeys::needs_passkey(&mut read, call.viewer()).await?,
    })
}

pub async fn set_password(call: Call<SetPassword>) -> Result<WithCookie<RenewedSession>, Error> {
    let given = renewing::set_password(&call).await?;
    Ok(WithCookie {
        response: RenewedSession { token: given.token },
        cookie: given.cookie,
    })
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
    let proof = renewing::recover(&call).await?;
    sign_in_device(&call, proof).await
}

pub async fn leave_account(call: Call<LeaveAccount>) -> Result<WithCookie<Departure>, Error> {
    let response = leaving::leave(&call).await?;
    Ok(WithCookie {
        response,
        cookie: Some(sessions::expired_cookie()),
    })
}
