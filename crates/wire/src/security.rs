//! How somebody keeps their account: password, recovery codes, passkeys, and its end.

use serde::{Deserialize, Serialize};

use crate::accounts::{SignedIn, check_password};
use crate::errors::{Refusal, check_text};
use crate::{Check, Graphemes, PasskeyId, Timestamp, limits};

endpoint! {
    /// What I can sign in with beside my password.
    ReadSecurity: Get "/api/v1/me/security", response: Security,
}

endpoint! {
    /// Sets another password, signs all other devices out, and ends the recovery codes.
    SetPassword: Put "/api/v1/me/password", request: SetPasswordRequest,
    errors: [WrongCredentials, PasswordTooShort, PasswordTooLong, PasswordTooCommon, TooManyRequests, Overloaded],
}

endpoint! {
    /// Makes ten recovery codes; those made before are worth nothing from now on. Exempt from `Idempotency-Key`: a repeat
    /// makes ten others.
    MakeRecoveryCodes: Post "/api/v1/me/recovery-codes", request: PasswordRequest, response: RecoveryCodes,
    errors: [WrongCredentials, TooManyRequests, Overloaded],
}

endpoint! {
    /// Uses a recovery code up: sets another password, signs all devices out and this one in.
    Recover: Post "/api/v1/recoveries", access: Anyone, request: RecoverRequest, response: SignedIn,
    errors: [WrongCredentials, PasswordTooShort, PasswordTooLong, PasswordTooCommon, AccountLeaving, AccountSuspended, TooManyRequests, Overloaded],
}

endpoint! {
    /// Begins to make a passkey for this account.
    BeginPasskey: Post "/api/v1/me/passkeys/begin", request: PasswordRequest, response: Ceremony,
    errors: [WrongCredentials, TooManyPasskeys, TooManyRequests, Overloaded],
}

endpoint! {
    /// Adds the passkey that the browser made.
    AddPasskey: Post "/api/v1/me/passkeys", request: AddPasskeyRequest, response: Passkey,
    errors: [PasskeyRefused, TooManyPasskeys, TextEmpty, TextTooLong],
}

endpoint! {
    /// Removes a passkey of mine. One that isn't there is removed already.
    RemovePasskey: Delete "/api/v1/me/passkeys/{passkey_id}", argument: PasskeyId,
}

endpoint! {
    /// Begins to sign in with a passkey, whosever it is.
    BeginPasskeySignIn: Post "/api/v1/sessions/passkey/begin", access: Anyone, response: Ceremony, errors: [TooManyRequests],
}

endpoint! {
    /// Signs in with what the browser made of a passkey.
    SignInWithPasskey: Post "/api/v1/sessions/passkey", access: Anyone, request: PasskeySignInRequest, response: SignedIn,
    errors: [PasskeyRefused, AccountLeaving, AccountSuspended, TooManyRequests],
}

endpoint! {
    /// Begins the end of my account: nobody sees anything of it from now on, all devices are signed out, and after
    /// seven days, or as many as the operator set, it is deleted with all that is in it. Who signs in before can keep it.
    LeaveAccount: Post "/api/v1/me/leave", request: PasswordRequest, response: Departure,
    errors: [WrongCredentials, TooManyRequests, Overloaded],
}

/// What somebody can sign in with beside their password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Security {
    /// The first one first.
    pub passkeys: Vec<Passkey>,
    /// Recovery codes that can still be used.
    pub recovery_codes: u32,
}

/// A passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Passkey {
    /// For removing it.
    pub id: PasskeyId,
    /// What its owner calls it, 1 to 40 characters.
    pub name: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When somebody last signed in with it.
    pub used_at: Option<Timestamp>,
}

/// The password, again, before what could lock its owner out.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PasswordRequest {
    /// The one of now.
    pub password: String,
}

impl Check for PasswordRequest {}

/// Another password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetPasswordRequest {
    /// The one of now.
    pub password: String,
    /// The other one: 10 to 256 characters, none of the 10,000 commonest passwords.
    pub new_password: String,
}

impl Check for SetPasswordRequest {
    fn check(&self, _: Graphemes) -> Result<(), Refusal> {
        check_password(&self.new_password, "new_password")
    }
}

/// Codes to write down: one of them lets somebody in, and ends the others.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecoveryCodes {
    /// Ten of four times four letters and digits, with dashes between. The server keeps only hashes of them.
    pub codes: Vec<String>,
}

/// A recovery code and what it is used for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecoverRequest {
    /// The handle, in capitals or not.
    pub handle: String,
    /// A recovery code, or one from the server's operator; dashes, spaces and capitals don't matter.
    pub code: String,
    /// The password from now on: 10 to 256 characters, none of the 10,000 commonest passwords.
    pub new_password: String,
    /// Keep an account that is about to be deleted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keep_account: bool,
    /// Answer with a token for `Authorization: Bearer` instead of a cookie: for clients that are no browser.
    #[serde(default)]
    pub bearer: bool,
}

impl Check for RecoverRequest {
    fn check(&self, _: Graphemes) -> Result<(), Refusal> {
        check_password(&self.new_password, "new_password")
    }
}

/// Something for the browser's authenticator to do, within five minutes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ceremony {
    /// To be sent back with what comes of it.
    pub ceremony: String,
    /// JSON for `PublicKeyCredential.parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON`.
    pub options: String,
}

/// A new passkey.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AddPasskeyRequest {
    /// From its beginning.
    pub ceremony: String,
    /// The JSON of the browser's `PublicKeyCredential`.
    pub credential: String,
    /// What it is to be called, 1 to 40 characters.
    pub name: String,
}

impl Check for AddPasskeyRequest {
    fn check(&self, graphemes: Graphemes) -> Result<(), Refusal> {
        check_text(&self.name, 1, limits::PASSKEY_NAME_MOST, "name", graphemes)
    }
}

/// What a browser made of a passkey.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PasskeySignInRequest {
    /// From its beginning.
    pub ceremony: String,
    /// The JSON of the browser's `PublicKeyCredential`.
    pub credential: String,
    /// Keep an account that is about to be deleted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keep_account: bool,
    /// Answer with a token for `Authorization: Bearer` instead of a cookie: for clients that are no browser.
    #[serde(default)]
    pub bearer: bool,
}

impl Check for PasskeySignInRequest {}

/// The end of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Departure {
    /// When it is deleted for good.
    pub leaves_at: Timestamp,
}
