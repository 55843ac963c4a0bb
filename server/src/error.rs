//! The one error type of the server: a code for the client, and the cause.

use std::fmt;

use life_circle_wire::{ErrorCode, Refusal};

/// Why a request isn't answered.
#[derive(Debug)]
pub struct Error {
    /// The code that the client gets.
    pub code: ErrorCode,
    /// The field of the request that is wrong, if the error is about one.
    pub field: Option<String>,
    /// Seconds to wait before trying again.
    pub retry_after_s: Option<u64>,
    /// The cause. Below status 500 the client's message includes it; from 500 on only the log has
    /// it.
    pub cause: Option<anyhow::Error>,
}

impl Error {
    /// An error that isn't the client's fault: `Internal`, with its cause for the log.
    pub fn internal(cause: impl Into<anyhow::Error>) -> Self {
        Self {
            cause: Some(cause.into()),
            ..ErrorCode::Internal.into()
        }
    }

    /// An error after which the client may try again in `retry_after_s` seconds.
    pub fn wait(code: ErrorCode, retry_after_s: u64) -> Self {
        Self {
            retry_after_s: Some(retry_after_s),
            ..code.into()
        }
    }
}

impl From<ErrorCode> for Error {
    fn from(code: ErrorCode) -> Self {
        Self {
            code,
            field: None,
            retry_after_s: None,
            cause: None,
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self {
            field: Some(refusal.field.to_owned()),
            ..refusal.code.into()
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut => {
                let cause = anyhow::anyhow!(
                    "no connection to the database was free within five seconds: is it there?"
                );
                Self {
                    cause: Some(cause),
                    ..Self::wait(ErrorCode::Overloaded, 2)
                }
            }
            other => Self::internal(other),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            Some(cause) => write!(formatter, "{}: {cause:#}", self.code.as_str()),
            None => formatter.write_str(self.code.as_str()),
        }
    }
}

impl std::error::Error for Error {}
