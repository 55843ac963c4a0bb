//! Keeping and ending an account: password, recovery codes, passkeys, deletion.

use serde::{Deserialize, Serialize};

use crate::accounts::{PasswordRequest, SignedIn, check_password};
use crate::errors::{Refusal, check_text};
use crate::{Check, Graphemes, PasskeyId, Timestamp, limits};

endpoint! {
    /// The ways to sign in that I have besides my password.
    ReadSecurity: Get "/api/v1/me/security",
    response: Security,
}

endpoint! {
    /// Sets a new password.
    ///
    /// All other devices are signed out, and my recovery codes become invalid. This device gets a
    /// new token: the old one is of no use any more.
    SetPassword: Put "/api/v1/me/password",
    request: SetPasswordRequest,
    response: RenewedSession,
    errors: [
        WrongCredentials, PasswordTooShort, PasswordTooLong, PasswordTooCommon,
        TooManyRequests, Overloaded,
    ],
}

endpoint! {
    /// Makes ten recovery codes. Older codes become invalid.
    ///
    /// Takes no `Idempotency-Key`: a repeat makes ten other codes.
    MakeRecoveryCodes: Post "/api/v1/me/recovery-codes",
    request: PasswordRequest,
    response: RecoveryCodes,
    errors: [WrongCredentials, TooManyRequests, Overloaded],
}

endpoint! {
    /// Sets a new password with a recovery code, and signs this device in.
    ///
    /// All other devices are signed out. All passkeys and all other recovery codes of the account
    /// are removed.
    Recover: Post "/api/v1/recoveries",
    access: Anyone,
    request: RecoverRequest,
    response: SignedIn,
    people: |signed_in| vec![&signed_in.me.person],
    errors: [
        WrongCredentials, PasswordTooShort, PasswordTooLong, PasswordTooCommon,
        AccountLeaving, AccountSuspended, TooManyRequests, Overloaded,
    ],
}

endpoint! {
    /// Begins to make a passkey for this account.
    BeginPasskey: Post "/api/v1/me/passkeys/begin",
    request: PasswordRequest,
    response: Ceremony,
    errors: [WrongCredentials, TooManyPasskeys, TooManyRequests, Overloaded],
}

endpoint! {
    /// Adds the passkey that the browser made.
    AddPasskey: Post "/api/v1/me/passkeys",
    request: AddPasskeyRequest,
    response: Passkey,
    errors: [PasskeyRefused, TooManyPasskeys, TextEmpty, TextInvalid, TextTooLong],
}

endpoint! {
    /// Removes a passkey of mine.
    ///
    /// After the last one, the password alone lets me in again. Takes no `Idempotency-Key`: it is
    /// no error if there is no such passkey.
    RemovePasskey: Post "/api/v1/me/passkeys/{passkey_id}/removal",
    argument: PasskeyId,
    request: PasswordRequest,
    errors: [WrongCredentials, TooManyRequests, Overloaded],
}

endpoint! {
    /// Sets whether signing in needs a passkey.
    ///
    /// The password alone then signs nobody in. A recovery code still does: it removes the passkeys
    /// and ends this setting.
    SetPasskeyNeeded: Put "/api/v1/me/passkey-needed",
    request: SetPasskeyNeededRequest,
    errors: [WrongCredentials, PasskeyMissing, TooManyRequests, Overloaded],
}

endpoint! {
    /// Begins to sign in with a passkey. The caller doesn't name an account.
    BeginPasskeySignIn: Post "/api/v1/sessions/passkey/begin",
    access: Anyone,
    response: Ceremony,
    errors: [TooManyRequests],
}

endpoint! {
    /// Signs in with the credential that the browser made with a passkey.
    SignInWithPasskey: Post "/api/v1/sessions/passkey",
    access: Anyone,
    request: PasskeySignInRequest,
    response: SignedIn,
    people: |signed_in| vec![&signed_in.me.person],
    errors: [PasskeyRefused, AccountLeaving, AccountSuspended, TooManyRequests],
}

endpoint! {
    /// Begins to delete my account.
    ///
    /// From now on nobody sees anything of it, and all devices are signed out. After seven days, or
    /// the number of days that the operator set, the account and all its data are deleted. Signing
    /// in with `keep_account` before that keeps it.
    LeaveAccount: Post "/api/v1/me/leave",
    request: PasswordRequest,
    response: Departure,
    errors: [WrongCredentials, TooManyRequests, Overloaded],
}

/// The ways to sign in that an account has besides its password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Security {
    /// The passkeys, the oldest first.
    pub passkeys: Vec<Passkey>,
    /// The number of my recovery codes that can still be used.
    pub recovery_codes: u32,
    /// Whether signing in needs one of the passkeys.
    pub needs_passkey: bool,
}

/// Whether signing in needs a passkey.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetPasskeyNeededRequest {
    /// The current password.
    pub password: String,
    /// `true` if the password alone lets nobody in.
    pub needs_passkey: bool,
}

impl Check for SetPasskeyNeededRequest {}

/// The session of this device after a change of the password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RenewedSession {
    /// The new token for `Authorization: Bearer`. `null` if the request came with a cookie: then
    /// the cookie is new.
    pub token: Option<String>,
}

/// A passkey of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Passkey {
    /// The id that `RemovePasskey` takes.
    pub id: PasskeyId,
    /// What its owner calls it, 1 to `limits::PASSKEY_NAME_MOST` characters.
    pub name: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When somebody last signed in with it; `null` if nobody has.
    pub used_at: Option<Timestamp>,
}

/// A change of the password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetPasswordRequest {
    /// The current password.
    pub password: String,
    /// The new password: `limits::PASSWORD` characters, none of the `limits::COMMON_PASSWORDS`
    /// commonest passwords.
    #[cfg_attr(feature = "schema", schemars(length(min = *limits::PASSWORD.start())))]
    pub new_password: String,
}

impl Check for SetPasswordRequest {
    fn check(&self, _: Graphemes) -> Result<(), Refusal> {
        check_password(&self.new_password, "new_password")
    }
}

/// Codes to write down. Any one of them lets its owner in, once; using it makes the others invalid.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecoveryCodes {
    /// Ten codes of four groups of four letters and digits, with dashes between the groups. The
    /// server keeps only their hashes.
    pub codes: Vec<String>,
}

/// A recovery code and the new password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecoverRequest {
    /// The handle, in upper or lower case.
    pub handle: String,
    /// A recovery code, or one from the server's operator. Dashes, spaces and capitals don't
    /// matter.
    pub code: String,
    /// The new password: `limits::PASSWORD` characters, none of the `limits::COMMON_PASSWORDS`
    /// commonest passwords.
    #[cfg_attr(feature = "schema", schemars(length(min = *limits::PASSWORD.start())))]
    pub new_password: String,
    /// `true` keeps an account that is about to be deleted. Without it, the sign-in is refused.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keep_account: bool,
    /// `true` returns a token for `Authorization: Bearer` instead of setting a cookie: for clients
    /// that aren't browsers.
    #[serde(default)]
    pub bearer: bool,
}

impl Check for RecoverRequest {
    fn check(&self, _: Graphemes) -> Result<(), Refusal> {
        check_password(&self.new_password, "new_password")
    }
}

/// A task for the browser's authenticator, to be finished within five minutes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ceremony {
    /// A secret that names this ceremony. Send it back with the authenticator's result.
    pub ceremony: String,
    /// JSON for `PublicKeyCredential.parseCreationOptionsFromJSON` or
    /// `parseRequestOptionsFromJSON`.
    pub options: String,
}

/// A new passkey.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AddPasskeyRequest {
    /// The `ceremony` that `BeginPasskey` returned.
    pub ceremony: String,
    /// The JSON of the browser's `PublicKeyCredential`.
    pub credential: String,
    /// The name for the passkey, 1 to `limits::PASSKEY_NAME_MOST` characters.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub name: String,
}

impl Check for AddPasskeyRequest {
    fn check(&self, graphemes: Graphemes) -> Result<(), Refusal> {
        check_text(&self.name, 1, limits::PASSKEY_NAME_MOST, "name", graphemes)
    }
}

/// The result of a sign-in with a passkey in the browser.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PasskeySignInRequest {
    /// The `ceremony` that `BeginPasskeySignIn` returned.
    pub ceremony: String,
    /// The JSON of the browser's `PublicKeyCredential`.
    pub credential: String,
    /// `true` keeps an account that is about to be deleted. Without it, the sign-in is refused.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keep_account: bool,
    /// `true` returns a token for `Authorization: Bearer` instead of setting a cookie: for clients
    /// that aren't browsers.
    #[serde(default)]
    pub bearer: bool,
}

impl Check for PasskeySignInRequest {}

/// The planned deletion of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Departure {
    /// When the account is deleted for good.
    pub leaves_at: Timestamp,
}
