//! The callers whom an endpoint accepts, as a value and as types; and how a request names its
//! caller.

use std::fmt::{self, Display};
use std::num::ParseIntError;
use std::str::FromStr;

use crate::{ErrorCode, PersonId};

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

/// The caller that a request names in [`Caller::HEADER`]. Every request that changes something
/// names one, unless it carries a bearer token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// A page that knows of nobody who is signed in.
    Page,
    /// A page on which this person is signed in, as far as the page knows. The server refuses the
    /// request if somebody else is.
    Person(PersonId),
    /// A program other than the page.
    Program,
}

impl Caller {
    /// A header against forged requests. A form of another site can't send it. A script of another
    /// site can send it only after a CORS preflight, which isn't allowed.
    pub const HEADER: &'static str = "x-life-circle";
}

/// Writes the header's value.
impl Display for Caller {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page => formatter.write_str("page"),
            Self::Person(person) => person.fmt(formatter),
            // No person has this id.
            Self::Program => formatter.write_str("1"),
        }
    }
}

impl FromStr for Caller {
    type Err = ParseIntError;
    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        match text {
            "page" => Ok(Self::Page),
            "1" => Ok(Self::Program),
            digits => digits.parse().map(Self::Person),
        }
    }
}

/// The header with the idempotency key of a request that creates something.
pub const KEY_HEADER: &str = "idempotency-key";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caller_is_read_as_it_was_written() {
        for caller in [Caller::Page, Caller::Person(PersonId(7)), Caller::Program] {
            assert_eq!(caller.to_string().parse(), Ok(caller));
        }
        assert!("nobody".parse::<Caller>().is_err());
    }
}
