//! Passkeys: making, removing, and signing in with them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use life_circle_wire::accounts::SignedIn;
use life_circle_wire::security::{
    AddPasskey, BeginPasskey, BeginPasskeySignIn, Ceremony, Passkey, RemovePasskey,
    SignInWithPasskey,
};
use life_circle_wire::{ErrorCode, Nothing, PersonId, Timestamp, limits};
use sha2::{Digest as _, Sha256};

use crate::accounts::confirming::{begin_alone, confirm};
use crate::accounts::passkeys::Begun;
use crate::accounts::signing_in::{By, Proof, sign_in_device};
use crate::accounts::sql::security;
use crate::accounts::sql::security::PasskeyRow;
use crate::app::App;
use crate::hex::hex;
use crate::http::call::{Call, WithCookie};
use crate::people::names;
use crate::people::sql::people;
use crate::{Error, clock};

/// Milliseconds in which a browser must finish a passkey ceremony.
const CEREMONY_MS: i64 = 5 * 60 * 1000;

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
    let proof = Proof {
        me: account.into_me(),
        by: By::Passkey(passkey.id, credential),
        keep_account: request.keep_account,
        bearer: request.bearer,
    };
    sign_in_device(&call, proof).await
}
