//! The one error type of the server: a code for the client, and the cause.

use std::{fmt, io};

use life_circle_wire::{ErrorCode, Refusal};

/// `Retry-After` in seconds when the database doesn't answer.
const RETRY_AFTER_S: u64 = 2;

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
        use sqlx::Error as Sqlx;
        let code = match &error {
            Sqlx::Database(error) => code_of(&error.code().unwrap_or_default()),
            Sqlx::PoolTimedOut | Sqlx::PoolClosed | Sqlx::Io(_) | Sqlx::WorkerCrashed => {
                ErrorCode::Overloaded
            }
            _ => ErrorCode::Internal,
        };
        Self {
            retry_after_s: (code == ErrorCode::Overloaded).then_some(RETRY_AFTER_S),
            cause: Some(match error {
                Sqlx::PoolTimedOut => anyhow::anyhow!(
                    "no connection to the database was free within five seconds: is it there?"
                ),
                other => other.into(),
            }),
            ..code.into()
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let code = match &error {
            rusqlite::Error::SqliteFailure(failure, _) => {
                code_of(&failure.extended_code.to_string())
            }
            _ => ErrorCode::Internal,
        };
        Self {
            retry_after_s: (code == ErrorCode::Overloaded).then_some(RETRY_AFTER_S),
            cause: Some(error.into()),
            ..code.into()
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        let code = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => ErrorCode::StorageFull,
            _ => ErrorCode::Internal,
        };
        Self {
            cause: Some(error.into()),
            ..code.into()
        }
    }
}

/// What an error of the database means. The codes of `SQLite` are numbers with at most four digits,
/// the kind in the last eight bits; those of `PostgreSQL` have five characters, the kind in the
/// first two. Sources: <https://www.sqlite.org/rescode.html>,
/// <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
fn code_of(database_code: &str) -> ErrorCode {
    if database_code.len() < 5
        && let Ok(code) = database_code.parse::<u32>()
    {
        return match code & 0xFF {
            // No room.
            13 => ErrorCode::StorageFull,
            // Busy, locked, no memory, or a disk that fails, can't open a file or can't be written.
            5 | 6 | 7 | 8 | 10 | 14 => ErrorCode::Overloaded,
            _ => ErrorCode::Internal,
        };
    }
    match (database_code, database_code.get(..2).unwrap_or_default()) {
        ("53100", _) => ErrorCode::StorageFull,
        // The connection is lost, resources are scarce, the server stops or starts, it can only be
        // read for now, or several transactions waited for each other.
        (_, "08" | "53" | "57") | ("25006" | "40001" | "40P01" | "55P03", _) => {
            ErrorCode::Overloaded
        }
        _ => ErrorCode::Internal,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_can_be_tried_again_and_a_full_disk_is_said() {
        for full in ["13", "53100"] {
            assert_eq!(code_of(full), ErrorCode::StorageFull, "{full}");
        }
        for passing in [
            "5", "261", "8", "1032", "10", "4874", "57P01", "08006", "55P03",
        ] {
            assert_eq!(code_of(passing), ErrorCode::Overloaded, "{passing}");
        }
        for broken in ["", "1", "11", "2067", "42P01", "23505"] {
            assert_eq!(code_of(broken), ErrorCode::Internal, "{broken}");
        }
    }
}
