//! Passkeys: making, removing, and signing in with them.

use life_circle_wire::Nothing;
use life_circle_wire::accounts::SignedIn;
use life_circle_wire::security::{
    AddPasskey, BeginPasskey, BeginPasskeySignIn, Ceremony, Passkey, RemovePasskey,
    SignInWithPasskey,
};

use crate::Error;
use crate::accounts::ceremonies;
use crate::accounts::confirming::confirm;
use crate::accounts::signing_in::sign_in_device;
use crate::accounts::sql::security;
use crate::http::call::{Call, WithCookie};

pub async fn begin_passkey(call: Call<BeginPasskey>) -> Result<Ceremony, Error> {
    let account = confirm(&call, &call.request.password).await?;
    ceremonies::begin_making(&call.app, &account).await
}

pub async fn add_passkey(call: Call<AddPasskey>) -> Result<Passkey, Error> {
    ceremonies::finish_making(&call).await
}

pub async fn remove_passkey(call: Call<RemovePasskey>) -> Result<Nothing, Error> {
    let mut write = call.app.database.write().await?;
    security::delete_passkey(&mut write, call.viewer(), call.argument).await?;
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
