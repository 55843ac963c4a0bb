//! Passkey ceremonies: each begins with a request for the browser, and ends with its answer.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use life_circle_wire::security::{AddPasskey, Ceremony, Passkey, PasskeySignInRequest};
use life_circle_wire::{ErrorCode, PersonId, limits};
use sha2::{Digest as _, Sha256};

use crate::accounts::confirming::begin_alone;
use crate::accounts::passkeys::OpenCeremony;
use crate::accounts::signing_in::{Proof, VerifiedBy};
use crate::accounts::sql::passkeys::PasskeyRow;
use crate::accounts::sql::{passkeys, security};
use crate::app::App;
use crate::hex::hex;
use crate::http::call::Call;
use crate::people::names;
use crate::people::sql::people;
use crate::people::sql::people::Account;
use crate::{Error, clock};

/// Milliseconds in which a browser must finish a passkey ceremony.
const CEREMONY_MS: i64 = clock::minutes_ms(5);

/// Begins to make a passkey for an account. Fails with `TooManyPasskeys`.
pub async fn begin_making(app: &App, account: &Account) -> Result<Ceremony, Error> {
    let person = PersonId(account.person_id);
    let existing = passkeys::list_passkeys(&mut app.database.read().await?, person).await?;
    if existing.len() >= limits::PASSKEYS_MOST {
        return Err(ErrorCode::TooManyPasskeys.into());
    }
    let existing: Vec<String> = existing
        .into_iter()
        .map(|passkey| passkey.credential_id)
        .collect();
    let begun =
        app.passkeys
            .begin_making(person, &account.handle, &account.display_name, &existing)?;
    begin(app, Some(person), begun).await
}

/// Adds the passkey that the viewer's browser made. Fails with `PasskeyRefused` or
/// `TooManyPasskeys`.
pub async fn finish_making(call: &Call<AddPasskey>) -> Result<Passkey, Error> {
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
    let mut write = begin_alone(call).await?;
    if passkeys::list_passkeys(&mut write, viewer).await?.len() >= limits::PASSKEYS_MOST {
        return Err(ErrorCode::TooManyPasskeys.into());
    }
    if !passkeys::insert_passkey(&mut write, &new).await? {
        return Err(ErrorCode::PasskeyRefused.into());
    }
    write.commit().await?;
    Ok(new.into())
}

/// Begins to sign somebody in; the browser's answer will say whom.
pub async fn begin_sign_in(app: &App) -> Result<Ceremony, Error> {
    begin(app, None, app.passkeys.begin_sign_in()?).await
}

/// Verifies the browser's answer to a sign-in. Fails with `PasskeyRefused`.
pub async fn finish_sign_in(app: &App, request: &PasskeySignInRequest) -> Result<Proof, Error> {
    let state = end(app, None, &request.ceremony).await?;
    let refused = || Error::from(ErrorCode::PasskeyRefused);
    let (credential_id, person) = app.passkeys.identify(&request.credential)?;
    let mut read = app.database.read().await?;
    let passkey = passkeys::find_passkey(&mut read, &credential_id).await?;
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
    Ok(Proof {
        me: account.into_me(),
        by: VerifiedBy::Passkey(passkey.id, credential),
        keep_account: request.keep_account,
        bearer: request.bearer,
    })
}

/// Stores the state of a passkey ceremony under a new secret, and returns what the browser needs.
async fn begin(
    app: &App,
    person: Option<PersonId>,
    begun: OpenCeremony,
) -> Result<Ceremony, Error> {
    let ceremony = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>());
    let hash = ceremony_hash(&ceremony);
    let lapses_at = clock::now().plus_ms(CEREMONY_MS);
    let mut write = app.database.write().await?;
    security::insert_ceremony(&mut write, &hash, person, &begun.state, lapses_at).await?;
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
