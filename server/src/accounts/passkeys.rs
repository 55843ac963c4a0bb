//! Passkeys, by webauthn-rs: makes the requests for a browser's authenticator and verifies its
//! answers.

use anyhow::Context as _;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use life_circle_wire::{ErrorCode, PersonId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    CredentialID, DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder,
};

use crate::Error;

/// Begins and finishes passkey ceremonies for one address. `None` if the address has no host name:
/// then every ceremony is refused.
pub struct Passkeys(Option<Webauthn>);

/// A ceremony that has begun: the request for the browser, and the state to keep until it answers.
pub struct OpenCeremony {
    /// JSON for the browser.
    pub options: String,
    /// JSON to keep until the browser answers.
    pub state: String,
}

/// A new passkey of an authenticator.
pub struct NewCredential {
    /// The credential's id, in base64url.
    pub credential_id: String,
    /// The credential as JSON, to store.
    pub credential: String,
}

impl Passkeys {
    /// Passkeys for the public address, or for localhost on any port if there is none. An IP
    /// address can't have passkeys.
    pub fn new(public_url: Option<&str>) -> anyhow::Result<Self> {
        let url = Url::parse(public_url.unwrap_or("http://localhost")).context("--public-url")?;
        let Some(host) = url.domain() else {
            return Ok(Self(None));
        };
        let builder = WebauthnBuilder::new(host, &url)?
            .rp_name("Life Circle")
            .allow_any_port(public_url.is_none());
        Ok(Self(Some(builder.build()?)))
    }

    fn verifier(&self) -> Result<&Webauthn, Error> {
        self.0
            .as_ref()
            .ok_or_else(|| ErrorCode::PasskeyRefused.into())
    }

    /// Begins to make a passkey. `existing` has the ids, in base64url, of the person's passkeys: an
    /// authenticator that holds one of them makes no second one.
    pub fn begin_making(
        &self,
        person: PersonId,
        handle: &str,
        name: &str,
        existing: &[String],
    ) -> Result<OpenCeremony, Error> {
        let existing: Vec<CredentialID> = existing
            .iter()
            .filter_map(|id| Some(CredentialID::from(URL_SAFE_NO_PAD.decode(id).ok()?)))
            .collect();
        let begun =
            self.verifier()?
                .start_passkey_registration(uuid(person), handle, name, Some(existing));
        let (options, state) = begun.map_err(Error::internal)?;
        let mut options = serde_json::to_value(options).map_err(Error::internal)?;
        // People sign in without typing a handle: the authenticator must store whose passkey it is.
        let selection = &mut options["publicKey"]["authenticatorSelection"];
        selection["residentKey"] = json!("required");
        selection["requireResidentKey"] = json!(true);
        open_ceremony(&options, &state)
    }

    /// Verifies the browser's answer and returns the new passkey. `state` is what
    /// [`Self::begin_making`] returned to keep.
    pub fn finish_making(&self, credential: &str, state: &str) -> Result<NewCredential, Error> {
        let credential: RegisterPublicKeyCredential = given(credential)?;
        let state: PasskeyRegistration = kept(state)?;
        let passkey = self
            .verifier()?
            .finish_passkey_registration(&credential, &state)
            .map_err(refused)?;
        Ok(NewCredential {
            credential_id: URL_SAFE_NO_PAD.encode(passkey.cred_id()),
            credential: serde_json::to_string(&passkey).map_err(Error::internal)?,
        })
    }

    /// Begins to sign somebody in.
    pub fn begin_sign_in(&self) -> Result<OpenCeremony, Error> {
        let (options, state) = self
            .verifier()?
            .start_discoverable_authentication()
            .map_err(Error::internal)?;
        open_ceremony(
            &serde_json::to_value(options).map_err(Error::internal)?,
            &state,
        )
    }

    /// The credential's id, in base64url, and the person for whom the authenticator claims to
    /// answer. The claim isn't verified yet.
    pub fn identify(&self, credential: &str) -> Result<(String, PersonId), Error> {
        let credential: PublicKeyCredential = given(credential)?;
        let (person, id) = self
            .verifier()?
            .identify_discoverable_authentication(&credential)
            .map_err(refused)?;
        Ok((
            URL_SAFE_NO_PAD.encode(id),
            PersonId(person.as_u64_pair().1 as i64),
        ))
    }

    /// Verifies the answer of a sign-in. Returns the updated passkey as JSON, to store instead of
    /// the old one.
    pub fn finish_sign_in(
        &self,
        credential: &str,
        state: &str,
        passkey: &str,
    ) -> Result<String, Error> {
        let credential: PublicKeyCredential = given(credential)?;
        let state: DiscoverableAuthentication = kept(state)?;
        let mut passkey: Passkey = kept(passkey)?;
        let result = self
            .verifier()?
            .finish_discoverable_authentication_v2(&credential, state, &passkey)
            .map_err(refused)?;
        passkey.update_credential(&result);
        serde_json::to_string(&passkey).map_err(Error::internal)
    }
}

fn uuid(person: PersonId) -> Uuid {
    Uuid::from_u64_pair(0, person.0 as u64)
}

fn open_ceremony(options: &Value, state: &impl Serialize) -> Result<OpenCeremony, Error> {
    Ok(OpenCeremony {
        options: options["publicKey"].to_string(),
        state: serde_json::to_string(state).map_err(Error::internal)?,
    })
}

fn given<T: DeserializeOwned>(json: &str) -> Result<T, Error> {
    serde_json::from_str(json).map_err(refused)
}

fn kept<T: DeserializeOwned>(json: &str) -> Result<T, Error> {
    serde_json::from_str(json).map_err(Error::internal)
}

/// The error for an answer that doesn't verify. The reason goes into the client's message.
fn refused(reason: impl Into<anyhow::Error>) -> Error {
    Error {
        cause: Some(reason.into()),
        ..ErrorCode::PasskeyRefused.into()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Bytes that begin as an attestation in CBOR does: a map of three, its first key, garbage.
    fn attestation() -> impl Strategy<Value = Vec<u8>> {
        let known = b"\xa3cfmtdnonegattStmt\xa0hauthData".to_vec();
        let cut = 0..=known.len();
        let garbage = prop::collection::vec(any::<u8>(), 0..300);
        (Just(known), cut, garbage).prop_map(|(mut bytes, cut, garbage)| {
            bytes.truncate(cut);
            bytes.extend(garbage);
            bytes
        })
    }

    proptest! {
        #[test]
        fn garbage_is_no_passkey(attestation in attestation(), client: Vec<u8>, json: String) {
            let passkeys = Passkeys::new(Some("https://circle.example")).expect("passkeys");
            let making = passkeys.begin_making(PersonId(7), "fang", "Fang", &[]).expect("begun");
            let signing_in = passkeys.begin_sign_in().expect("begun");
            let [attestation, client] =
                [attestation, client].map(|bytes| URL_SAFE_NO_PAD.encode(bytes));
            let credential = json!({
                "id": "aa", "rawId": "aa", "type": "public-key", "extensions": {},
                "response": {
                    "attestationObject": attestation, "clientDataJSON": client,
                    "authenticatorData": attestation, "signature": client, "userHandle": client,
                },
            });
            for credential in [credential.to_string(), json] {
                prop_assert!(passkeys.finish_making(&credential, &making.state).is_err());
                passkeys.identify(&credential).ok();
                let signed_in = passkeys.finish_sign_in(&credential, &signing_in.state, "{}");
                prop_assert!(signed_in.is_err());
            }
        }
    }
}
