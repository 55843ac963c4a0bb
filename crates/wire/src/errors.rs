//! Errors of the API: their codes, their JSON, and the checks of requests that page and server
//! share.

use serde::{Deserialize, Serialize};

/// A function that counts the graphemes of a text. The page uses the browser's, the server a
/// library's.
pub type Graphemes = fn(&str) -> usize;

/// The reason why a request was refused, and the field that caused it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What was wrong.
    pub code: ErrorCode,
    /// The field's name in the JSON.
    pub field: &'static str,
}

/// A request that can check itself. The page checks before it sends, the server after it received.
pub trait Check {
    /// Returns the first fault, as the server would report it.
    fn check(&self, graphemes: Graphemes) -> Result<(), Refusal> {
        let _ = graphemes;
        Ok(())
    }
}

/// Refuses a text that is blank (if `least` is above 0), contains U+0000, or is too long.
pub(crate) fn check_text(
    text: &str,
    least: usize,
    most: usize,
    field: &'static str,
    graphemes: Graphemes,
) -> Result<(), Refusal> {
    let too_long =
        text.len() > most * crate::limits::BYTES_PER_GRAPHEME_MOST || graphemes(text) > most;
    let code = match text.trim().is_empty() && least > 0 {
        true => ErrorCode::TextEmpty,
        // No keyboard types U+0000, and PostgreSQL can't store it.
        false if text.contains('\0') => ErrorCode::TextInvalid,
        false if too_long => ErrorCode::TextTooLong,
        false => return Ok(()),
    };
    Err(Refusal { code, field })
}

/// The body of every answer that isn't a success.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ErrorEnvelope {
    /// What went wrong.
    pub error: ErrorBody,
}

/// What went wrong, for programs and for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ErrorBody {
    /// The error's code, for programs. A client shows its own words for it.
    pub code: ErrorCode,
    /// The meaning of the code in English, for developers.
    pub message: String,
    /// The field of the request that caused the error. Left out if no single field did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Names this request in the server's log.
    pub request_id: String,
}

macro_rules! error_codes {
    ($($(#[doc = $doc:literal])+ $code:ident = $name:literal, $status:literal;)+) => {
        /// Every code with which the API can refuse a request.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum ErrorCode {
            $($(#[doc = $doc])+ #[serde(rename = $name)] $code,)+
            /// A code that a newer server knows and this client doesn't.
            #[serde(other, rename = "unknown")]
            Unknown,
        }

        impl ErrorCode {
            /// All codes that a server of this version uses.
            pub const ALL: &'static [Self] = &[$(Self::$code),+];

            /// The code in JSON.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$code => $name,)+
                    Self::Unknown => "unknown",
                }
            }

            /// The HTTP status that goes with it.
            pub const fn status(self) -> u16 {
                match self {
                    $(Self::$code => $status,)+
                    Self::Unknown => 500,
                }
            }

            /// The meaning of the code in English, for developers.
            pub const fn message(self) -> &'static str {
                match self {
                    $(Self::$code => concat!($($doc),+).trim_ascii(),)+
                    Self::Unknown => "An error of a kind that this version doesn't know.",
                }
            }
        }
    };
}

error_codes! {
    /// The request can't be read: not JSON, a field missing or of the wrong type, or an unreadable
    /// query.
    BadRequest = "bad_request", 400;
    /// The endpoint creates something and needs an Idempotency-Key of 8 to 64 visible ASCII
    /// characters.
    KeyMissing = "idempotency_key_missing", 400;
    /// Nobody is signed in, or the session has ended.
    SignedOut = "signed_out", 401;
    /// Handle or password is wrong.
    WrongCredentials = "wrong_credentials", 401;
    /// The request came from another site, or without the header X-Life-Circle.
    CrossSite = "cross_site", 403;
    /// Sign-up on this server needs the secret of an invitation link.
    InvitationNeeded = "invitation_needed", 403;
    /// The account's owner wants a passkey for each sign-in: sign in with one, or use a recovery
    /// code.
    PasskeyNeeded = "passkey_needed", 403;
    /// The operator has suspended the account.
    AccountSuspended = "account_suspended", 403;
    /// Only the author's friends can like a moment or comment on it.
    FriendsOnly = "friends_only", 403;
    /// It doesn't exist, or you may not see it.
    NotFound = "not_found", 404;
    /// The path exists, but not for this method.
    MethodNotAllowed = "method_not_allowed", 405;
    /// Somebody else has this handle.
    HandleTaken = "handle_taken", 409;
    /// The Idempotency-Key was used for another request.
    KeyReused = "idempotency_key_reused", 409;
    /// The two people are friends already.
    AlreadyFriends = "already_friends", 409;
    /// One of the two has as many friends as a person can have.
    TooManyFriends = "too_many_friends", 409;
    /// Another tag has this name already.
    TagTaken = "tag_taken", 409;
    /// The audience names a tag that doesn't exist, or no longer exists.
    TagGone = "tag_gone", 409;
    /// A person has at most fifty tags.
    TooManyTags = "too_many_tags", 409;
    /// A person has at most twenty links that can be followed.
    TooManyLinks = "too_many_links", 409;
    /// A person has at most twenty passkeys.
    TooManyPasskeys = "too_many_passkeys", 409;
    /// The account has no passkey.
    PasskeyMissing = "passkey_missing", 409;
    /// At most twenty reports by this person can be open at a time.
    TooManyReports = "too_many_reports", 409;
    /// The account is about to be deleted. To sign in, ask to keep it.
    AccountLeaving = "account_leaving", 409;
    /// The time in which a deletion can be undone is over.
    UndoTooLate = "undo_too_late", 409;
    /// The time in which a moment's text can be changed is over.
    EditTooLate = "edit_too_late", 409;
    /// At most a hundred uploaded photos can be unused at a time.
    PhotosWaiting = "photos_waiting", 409;
    /// The person's photos take all the room that a person has on this server.
    PhotoQuotaFull = "photo_quota_full", 409;
    /// The photo doesn't exist, no longer exists, or is already used.
    PhotoGone = "photo_gone", 409;
    /// The link has expired, was revoked, is used up, or never existed.
    LinkGone = "link_gone", 410;
    /// The request's body is larger than any request can be.
    BodyTooLarge = "body_too_large", 413;
    /// The cursor is not one that this list gave.
    CursorInvalid = "cursor_invalid", 422;
    /// A handle has 3 to 30 characters: a to z, 0 to 9 and _.
    HandleInvalid = "handle_invalid", 422;
    /// A display name has 1 to 40 characters on one line.
    DisplayNameInvalid = "display_name_invalid", 422;
    /// A password has at least 10 characters.
    PasswordTooShort = "password_too_short", 422;
    /// A password has at most 256 characters.
    PasswordTooLong = "password_too_long", 422;
    /// The password is one of the commonest passwords.
    PasswordTooCommon = "password_too_common", 422;
    /// The text is empty.
    TextEmpty = "text_empty", 422;
    /// The text contains U+0000; or a control character, in the line about oneself.
    TextInvalid = "text_invalid", 422;
    /// The text is too long.
    TextTooLong = "text_too_long", 422;
    /// The file isn't a JPEG, PNG, WebP or GIF that can be read to its end.
    PhotoUnreadable = "photo_unreadable", 422;
    /// A photo has at most 50 megapixels.
    PhotoTooLarge = "photo_too_large", 422;
    /// A moment has at most nine photos.
    TooManyPhotos = "too_many_photos", 422;
    /// A moment reminds at most ten friends.
    TooManyReminded = "too_many_reminded", 422;
    /// The request names more people or tags than one person can have, or a link isn't for 1 to 100
    /// people.
    TooManyPeople = "too_many_people", 422;
    /// One request can name at most 1,000 moments.
    TooManyMoments = "too_many_moments", 422;
    /// The passkey is unknown here, was made for another address, or its five minutes are over.
    PasskeyRefused = "passkey_refused", 422;
    /// Nobody can be their own friend.
    SelfRequest = "self_request", 422;
    /// Too many requests: wait for as many seconds as Retry-After says.
    TooManyRequests = "too_many_requests", 429;
    /// Something broke in the server; its log has more under the request's id.
    Internal = "internal", 500;
    /// The server has more to do than it can, or waits for its database: try again soon.
    Overloaded = "overloaded", 503;
    /// The server has no room left. Nothing was saved; it works again when its operator has made
    /// room.
    StorageFull = "storage_full", 507;
}
