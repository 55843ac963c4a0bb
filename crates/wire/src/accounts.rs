//! Sign-up, sign-in, and the devices of an account.

use serde::{Deserialize, Serialize};

use crate::errors::Refusal;
use crate::people::Person;
use crate::{Check, DeviceId, ErrorCode, Graphemes, Handle, PhotoId, Timestamp, limits};

endpoint! {
    /// Makes an account and signs in. Exempt from `Idempotency-Key`: a repeat with the same handle and password within
    /// ten minutes, as after a lost answer, signs in to the account just made.
    SignUp: Post "/api/v1/accounts", access: Anyone, request: SignUpRequest, response: SignedIn,
    errors: [HandleInvalid, HandleTaken, DisplayNameInvalid, PasswordTooShort, PasswordTooLong, PasswordTooCommon, InvitationNeeded, LinkGone, TooManyFriends, TooManyRequests, Overloaded],
}

endpoint! {
    /// Signs in on this device. A wrong handle and a wrong password get the same answer after the same work.
    SignIn: Post "/api/v1/sessions", access: Anyone, request: SignInRequest, response: SignedIn,
    errors: [WrongCredentials, AccountLeaving, AccountSuspended, TooManyRequests, Overloaded],
}

endpoint! {
    /// Signs this device out.
    SignOut: Delete "/api/v1/sessions/current",
}

endpoint! {
    /// Who is signed in, if anybody: not being signed in is no error here.
    ReadSession: Get "/api/v1/sessions/current", access: Anyone, response: Session,
}

endpoint! {
    /// The devices that are signed in, the one used last first.
    ListDevices: Get "/api/v1/devices", response: Devices,
}

endpoint! {
    /// Signs one device out. One that isn't there is signed out already.
    RevokeDevice: Delete "/api/v1/devices/{device_id}", argument: DeviceId,
}

/// A new account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignUpRequest {
    /// The name in links: 3 to 30 of a to z, 0 to 9 and _.
    pub handle: String,
    /// The name that friends see, 1 to 40 characters.
    pub display_name: String,
    /// 10 to 256 characters, none of the 10,000 commonest passwords.
    pub password: String,
    /// The secret of a link, for servers where people sign up by invitation; its maker and I are friends then.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub invitation: String,
    /// Answer with a token for `Authorization: Bearer` instead of a cookie: for clients that are no browser.
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

/// Whether a password has the length of one.
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

/// One line that isn't blank and holds no control or direction-changing characters.
pub(crate) fn is_display_name(name: &str, graphemes: Graphemes) -> bool {
    let name = name.trim();
    // Marks, overrides and isolates of direction could turn the text around a name.
    let is_harmful = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    // Spaces and joiners that draw nothing: a name of these alone would be none.
    let is_unseen = |c: char| {
        c.is_whitespace()
            || matches!(c, '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200d}'
                | '\u{2060}'..='\u{2064}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}')
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
    /// The handle, in capitals or not.
    pub handle: String,
    /// The password.
    pub password: String,
    /// Keep an account that is about to be deleted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keep_account: bool,
    /// Answer with a token for `Authorization: Bearer` instead of a cookie: for clients that are no browser.
    #[serde(default)]
    pub bearer: bool,
}

impl Check for SignInRequest {}

/// The answer to sign-up and sign-in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignedIn {
    /// Who is signed in.
    pub me: Me,
    /// The token, where `bearer` asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// At sign-up: ten codes to write down, each of which lets their owner in once. They are never shown again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recovery_codes: Vec<String>,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Session {
    /// The person; nothing if nobody is.
    pub me: Option<Me>,
    /// Whether one signs up here by invitation alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_by_invitation: bool,
}

/// The signed-in person as they see themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Me {
    /// As others see me.
    pub person: Person,
    /// A line that I say of myself; can be empty.
    #[serde(default)]
    pub about: String,
    /// The picture above my moments.
    #[serde(default)]
    pub cover: Option<PhotoId>,
    /// When the account was made.
    pub created_at: Timestamp,
}

/// The devices that are signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Devices {
    /// The one used last first.
    pub items: Vec<Device>,
}

/// A device that is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Device {
    /// For signing it out.
    pub id: DeviceId,
    /// What the browser said of itself, at most 80 characters.
    pub name: String,
    /// When it signed in.
    pub created_at: Timestamp,
    /// When it last called, to within ten minutes.
    pub last_seen_at: Timestamp,
    /// Whether it is the one that asks.
    pub is_current: bool,
}
