//! Passkeys: making, removing, and signing in with them.

use life_circle_wire::accounts::SignedIn;
use life_circle_wire::security::{
    AddPasskey, BeginPasskey, BeginPasskeySignIn, Ceremony, Passkey, RemovePasskey,
    SetPasskeyNeeded, SignInWithPasskey,
};
use life_circle_wire::{ErrorCode, Nothing};

use crate::Error;
use crate::accounts::ceremonies;
use crate::accounts::confirming::{begin_alone, confirm};
use crate::accounts::signing_in::sign_in_device;
use crate::accounts::sql::passkeys;
use crate::http::call::{Call, WithCookie};

pub async fn begin_passkey(call: Call<BeginPasskey>) -> Result<Ceremony, Error> {
    let account = confirm(&call, &call.request.password).await?;
    ceremonies::begin_making(&call.app, &account).await
}

pub async fn add_passkey(call: Call<AddPasskey>) -> Result<Passkey, Error> {
    ceremonies::finish_making(&call).await
}

pub async fn remove_passkey(call: Call<RemovePasskey>) -> Result<Nothing, Error> {
    confirm(&call, &call.request.password).await?;
    let mut write = begin_alone(&call).await?;
    passkeys::delete_passkey(&mut write, call.viewer(), call.argument).await?;
    write.commit().await?;
    Ok(Nothing {})
}

pub async fn set_passkey_needed(call: Call<SetPasskeyNeeded>) -> Result<Nothing, Error> {
    confirm(&call, &call.request.password).await?;
    let needs_passkey = call.request.needs_passkey;
    let mut write = begin_alone(&call).await?;
    if !passkeys::set_needs_passkey(&mut write, call.viewer(), needs_passkey).await? {
        return Err(ErrorCode::PasskeyMissing.into());
    }
    write.commit().await?;
    Ok(Nothing {})
}

pub async fn begin_passkey_sign_in(call: Call<BeginPasskeySignIn>) -> Result<Ceremony, Error> {
    call.app.rate_limits.check_sign_in(call.address, None)?;
    ceremonies::begin_sign_in(&call.app).await
}

pub async fn sign_in_with_passkey(
    call: Call<SignInWithPasskey>,
) -> Result<WithCookie<SignedIn>, Error> {
    call.app.rate_limits.check_sign_in(call.address, None)?;
    let proof = ceremonies::finish_sign_in(&call.app, &call.request).await?;
    sign_in_device(&call, proof).await
}
