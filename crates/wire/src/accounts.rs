//! Sign-up, sign-in, and the devices of an account.

use serde::{Deserialize, Serialize};

use crate::errors::Refusal;
use crate::person::Person;
use crate::{Check, DeviceId, ErrorCode, Graphemes, Handle, PhotoId, Timestamp, limits};

endpoint! {
    /// Makes an account and signs in.
    ///
    /// Takes no `Idempotency-Key`: a repeat with the same handle and password within ten minutes,
    /// as after a lost answer, signs in to the account that was just made.
    SignUp: Post "/api/v1/accounts",
    access: Anyone,
    request: SignUpRequest,
    response: SignedIn,
    people: |signed_in| vec![&signed_in.me.person],
    errors: [
        HandleInvalid, HandleTaken, DisplayNameInvalid, PasswordTooShort, PasswordTooLong,
        PasswordTooCommon, InvitationNeeded, LinkGone, TooManyFriends, TooManyRequests,
        Overloaded,
    ],
}

endpoint! {
    /// Signs in on this device.
    ///
    /// A wrong handle and a wrong password get the same answer after the same amount of work. If
    /// the account needs a passkey, the right password is answered with `passkey_needed`.
    SignIn: Post "/api/v1/sessions",
    access: Anyone,
    request: SignInRequest,
    response: SignedIn,
    people: |signed_in| vec![&signed_in.me.person],
    errors: [
        WrongCredentials, PasskeyNeeded, AccountLeaving, AccountSuspended, TooManyRequests,
        Overloaded,
    ],
}

endpoint! {
    /// Signs this device out.
    SignOut: Delete "/api/v1/sessions/current",
}

endpoint! {
    /// The person who is signed in, if any. A caller who isn't signed in gets no error here.
    ReadSession: Get "/api/v1/sessions/current",
    access: Anyone,
    response: Session,
    people: |session| session.me.iter().map(|me| &me.person).collect(),
}

endpoint! {
    /// The devices that are signed in, the most recently used first.
    ListDevices: Get "/api/v1/devices",
    response: Devices,
}

endpoint! {
    /// Signs one of my devices out.
    ///
    /// Takes no `Idempotency-Key`: it is no error if there is no such device.
    RevokeDevice: Post "/api/v1/devices/{device_id}/revocation",
    argument: DeviceId,
    request: PasswordRequest,
    errors: [WrongCredentials, TooManyRequests, Overloaded],
}

/// The password, asked for once more before a change that could lock the owner out.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PasswordRequest {
    /// The current password.
    pub password: String,
}

impl Check for PasswordRequest {}

/// A new account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignUpRequest {
    /// The name in links: `limits::HANDLE` characters, a to z, 0 to 9 and _.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[A-Za-z0-9_]{3,30}$")))]
    pub handle: String,
    /// The name that friends see, `limits::DISPLAY_NAME` characters.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub display_name: String,
    /// `limits::PASSWORD` characters, none of the `limits::COMMON_PASSWORDS` commonest passwords.
    #[cfg_attr(feature = "schema", schemars(length(min = *limits::PASSWORD.start())))]
    pub password: String,
    /// The secret of a link, needed on servers where people sign up by invitation. The link's maker
    /// and I become friends.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub invitation: String,
    /// `true` returns a token for `Authorization: Bearer` instead of setting a cookie: for clients
    /// that aren't browsers.
    #[serde(default)]
    pub bearer: bool,
}

impl Check for SignUpRequest {
    fn check(&self, graphemes: Graphemes) -> Result<(), Refusal> {
        let refuse = |code, field| Err(Refusal { code, field });
        if let Err(code) = self.handle.parse::<Handle>() {
            return refuse(code, "handle");
        }
        if !is_display_name(&self.display_name, graphemes) {
            return refuse(ErrorCode::DisplayNameInvalid, "display_name");
        }
        check_password(&self.password, "password")
    }
}

/// Refuses a password that is too short or too long.
pub(crate) fn check_password(password: &str, field: &'static str) -> Result<(), Refusal> {
    match password.chars().count() {
        few if few < *limits::PASSWORD.start() => Err(Refusal {
            code: ErrorCode::PasswordTooShort,
            field,
        }),
        many if many > *limits::PASSWORD.end() => Err(Refusal {
            code: ErrorCode::PasswordTooLong,
            field,
        }),
        _ => Ok(()),
    }
}

/// Whether a name is one line that isn't blank, isn't too long, and has no control or
/// direction-changing characters.
pub(crate) fn is_display_name(name: &str, graphemes: Graphemes) -> bool {
    let name = name.trim();
    // Direction marks, overrides and isolates could reverse the text around a name.
    let is_harmful = |c: char| {
        c.is_control()
            || matches!(
                c,
                '\u{61c}'
                    | '\u{200e}'
                    | '\u{200f}'
                    | '\u{2028}'..='\u{202e}'
                    | '\u{2066}'..='\u{2069}'
            )
    };
    // Spaces and joiners are invisible: a name of these alone would look empty.
    let is_unseen = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '\u{ad}'
                    | '\u{34f}'
                    | '\u{115f}'
                    | '\u{1160}'
                    | '\u{180e}'
                    | '\u{200b}'..='\u{200d}'
                    | '\u{2060}'..='\u{2064}'
                    | '\u{2800}'
                    | '\u{3164}'
                    | '\u{fe00}'..='\u{fe0f}'
                    | '\u{feff}'
                    | '\u{ffa0}'
            )
    };
    name.len() <= limits::DISPLAY_NAME.end() * limits::BYTES_PER_GRAPHEME_MOST
        && limits::DISPLAY_NAME.contains(&graphemes(name))
        && !name.contains(is_harmful)
        && !name.chars().all(is_unseen)
}

/// Handle and password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignInRequest {
    /// The handle, in upper or lower case.
    pub handle: String,
    /// The password of the account.
    pub password: String,
    /// `true` keeps an account that is about to be deleted. Without it, the sign-in is refused.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keep_account: bool,
    /// `true` returns a token for `Authorization: Bearer` instead of setting a cookie: for clients
    /// that aren't browsers.
    #[serde(default)]
    pub bearer: bool,
}

impl Check for SignInRequest {}

/// The answer to sign-up and sign-in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignedIn {
    /// The person who is signed in.
    pub me: Me,
    /// The token. Left out unless `bearer` asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// Ten recovery codes to write down, at sign-up only; they are never shown again. Any one of
    /// them lets its owner in, once, and makes the others invalid.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recovery_codes: Vec<String>,
}

/// The state of the caller's session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Session {
    /// The person who is signed in; `null` if nobody is.
    pub me: Option<Me>,
    /// `true` if people can sign up on this server by invitation only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_by_invitation: bool,
}

/// The signed-in person as they see themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Me {
    /// As others see me.
    pub person: Person,
    /// One line about myself; can be empty.
    #[serde(default)]
    pub about: String,
    /// The picture above my moments; `null` if there is none.
    #[serde(default)]
    pub cover: Option<PhotoId>,
    /// When the account was made.
    pub created_at: Timestamp,
}

/// The devices that are signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Devices {
    /// The devices, the most recently used first.
    pub items: Vec<Device>,
}

/// A device that is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Device {
    /// The id that `RevokeDevice` takes.
    pub id: DeviceId,
    /// Browser and system, or else what the client sent as `User-Agent`, at most
    /// `limits::DEVICE_NAME_MOST` characters.
    pub name: String,
    /// When it signed in.
    pub created_at: Timestamp,
    /// When it last called the server, accurate to ten minutes.
    pub last_seen_at: Timestamp,
    /// `true` for the device that sends this request.
    pub is_current: bool,
}
