//! The callers whom an endpoint accepts, as a value and as types.

use crate::ErrorCode;

/// The callers whom an endpoint accepts. [`crate::visibility`] decides what they see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody, signed in or not.
    Anyone,
    /// Only people who are signed in. Others get [`ErrorCode::SignedOut`].
    SignedIn,
}

/// The same as [`Access`], as a type. An endpoint for people who are signed in then has a session
/// by its type, and no handler asks whether there is one.
pub trait Callers: 'static {
    /// The same as a value.
    const ACCESS: Access;
    /// The session of a call, where `S` is the server's session of somebody who is signed in.
    type Session<S: Copy + Send>: Copy + Send;

    /// Lets a caller in, or fails with [`ErrorCode::SignedOut`]. `session` is `None` if the caller
    /// isn't signed in.
    fn admit<S: Copy + Send>(session: Option<S>) -> Result<Self::Session<S>, ErrorCode>;
}

/// The type of [`Access::Anyone`].
#[derive(Clone, Copy, Debug)]
pub struct Anyone;

impl Callers for Anyone {
    const ACCESS: Access = Access::Anyone;
    type Session<S: Copy + Send> = Option<S>;

    fn admit<S: Copy + Send>(session: Option<S>) -> Result<Option<S>, ErrorCode> {
        Ok(session)
    }
}

/// The type of [`Access::SignedIn`].
#[derive(Clone, Copy, Debug)]
pub struct SignedIn;

impl Callers for SignedIn {
    const ACCESS: Access = Access::SignedIn;
    type Session<S: Copy + Send> = S;

    fn admit<S: Copy + Send>(session: Option<S>) -> Result<S, ErrorCode> {
        session.ok_or(ErrorCode::SignedOut)
    }
}
