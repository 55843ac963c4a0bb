//! The one form in which the API says no.

use serde::{Deserialize, Serialize};

/// Counts the graphemes of a text: the page asks the browser, the server a library.
pub type Graphemes = fn(&str) -> usize;

/// What was wrong with which field of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What was wrong.
    pub code: ErrorCode,
    /// The field's name in the JSON.
    pub field: &'static str,
}

/// A request that can tell, on either side of the wire, whether the server would take it.
pub trait Check {
    /// The first thing that is wrong, as the server would say it.
    fn check(&self, graphemes: Graphemes) -> Result<(), Refusal> {
        let _ = graphemes;
        Ok(())
    }
}

/// Refuses a text that is empty (when `least` says so) or too long.
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
        // No keyboard writes it, and not every database keeps it.
        false if text.contains('\0') => ErrorCode::BadRequest,
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
    /// For programs; a client shows its own words for it.
    pub code: ErrorCode,
    /// For developers, in English.
    pub message: String,
    /// The field of the request that it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Names this request in the server's log.
    pub request_id: String,
}

macro_rules! error_codes {
    ($($(#[doc = $doc:literal])+ $code:ident = $name:literal, $status:literal;)+) => {
        /// Everything the API can refuse with.
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

            /// What it means, for developers.
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
    /// The request can't be read: not JSON, a field missing or of the wrong type, or an unreadable query.
    BadRequest = "bad_request", 400;
    /// The cursor is not one that this list gave.
    CursorInvalid = "cursor_invalid", 400;
    /// The endpoint creates something and needs an Idempotency-Key of 8 to 64 visible ASCII characters.
    KeyMissing = "idempotency_key_missing", 400;
    /// Nobody is signed in, or no longer.
    SignedOut = "signed_out", 401;
    /// Handle or password is wrong.
    WrongCredentials = "wrong_credentials", 401;
    /// The request came from another site, or without the header X-Life-Circle.
    CrossSite = "cross_site", 403;
    /// People sign up here by a link that a friend gave them.
    InvitationNeeded = "invitation_needed", 403;
    /// The operator has suspended the account.
    AccountSuspended = "account_suspended", 403;
    /// Only friends of its author like and comment on a moment.
    FriendsOnly = "friends_only", 403;
    /// There is no such thing, or it may not be seen.
    NotFound = "not_found", 404;
    /// The path exists, but not for this method.
    MethodNotAllowed = "method_not_allowed", 405;
    /// Somebody has this handle already.
    HandleTaken = "handle_taken", 409;
    /// The Idempotency-Key was used for another request.
    KeyReused = "idempotency_key_reused", 409;
    /// They are friends already.
    AlreadyFriends = "already_friends", 409;
    /// One of the two has as many friends as a person can have.
    TooManyFriends = "too_many_friends", 409;
    /// Another tag has this name already.
    TagTaken = "tag_taken", 409;
    /// A tag that an audience names isn't there any more.
    TagGone = "tag_gone", 409;
    /// A person has at most fifty tags.
    TooManyTags = "too_many_tags", 409;
    /// A person has at most twenty links that can be followed.
    TooManyLinks = "too_many_links", 409;
    /// A person has at most twenty passkeys.
    TooManyPasskeys = "too_many_passkeys", 409;
    /// Twenty reports of this person wait for the operator.
    TooManyReports = "too_many_reports", 409;
    /// The account is about to be deleted; who signs in can ask to keep it.
    AccountLeaving = "account_leaving", 409;
    /// The ten seconds in which a deletion can be undone are over.
    UndoTooLate = "undo_too_late", 409;
    /// The time in which a moment's text can be changed is over.
    EditTooLate = "edit_too_late", 409;
    /// Too many uploaded photos wait to be used.
    PhotosWaiting = "photos_waiting", 409;
    /// A photo isn't there any more, or was used already.
    PhotoGone = "photo_gone", 409;
    /// The link lapsed, was revoked or used up, or never was.
    LinkGone = "link_gone", 410;
    /// The request's body is larger than any request can be.
    BodyTooLarge = "body_too_large", 413;
    /// A handle has 3 to 30 of a to z, 0 to 9 and _.
    HandleInvalid = "handle_invalid", 422;
    /// A display name has 1 to 40 characters on one line.
    DisplayNameInvalid = "display_name_invalid", 422;
    /// A password has at least 10 characters.
    PasswordTooShort = "password_too_short", 422;
    /// A password has at most 256 characters.
    PasswordTooLong = "password_too_long", 422;
    /// The password is one of the commonest.
    PasswordTooCommon = "password_too_common", 422;
    /// There is no text.
    TextEmpty = "text_empty", 422;
    /// The text is too long.
    TextTooLong = "text_too_long", 422;
    /// The file is no JPEG, PNG, WebP or GIF that can be read to its end.
    PhotoUnreadable = "photo_unreadable", 422;
    /// A photo has at most 50 megapixels.
    PhotoTooLarge = "photo_too_large", 422;
    /// A moment has at most nine photos.
    TooManyPhotos = "too_many_photos", 422;
    /// A moment reminds at most ten friends.
    TooManyReminded = "too_many_reminded", 422;
    /// A list of people has more than can be friends of one person.
    TooManyPeople = "too_many_people", 422;
    /// At most 1,000 moments are named at once.
    TooManyMoments = "too_many_moments", 422;
    /// The passkey isn't known here, took too long, or was made for another address.
    PasskeyRefused = "passkey_refused", 422;
    /// Nobody can be their own friend.
    SelfRequest = "self_request", 422;
    /// Too many requests: wait for as many seconds as Retry-After says.
    TooManyRequests = "too_many_requests", 429;
    /// Something broke in the server; its log has more under the request's id.
    Internal = "internal", 500;
    /// The server has more to do than it can: try again soon.
    Overloaded = "overloaded", 503;
}
