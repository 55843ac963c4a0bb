//! The version of an `SQLite` file: it changes with each commit, of any process.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use life_circle_wire::ErrorCode;
use rusqlite::{Connection, OpenFlags};

use super::WAIT_HERE;
use crate::Error;

/// Reads the version. A connection counts for itself, so there is one, and it never writes; `None`
/// once it is closed.
#[derive(Clone)]
pub struct Version(Arc<Mutex<Option<Connection>>>);

impl Version {
    /// The version of this file.
    pub fn of(file: &Path) -> rusqlite::Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(file, flags)?;
        connection.busy_timeout(WAIT_HERE)?;
        Ok(Self(Arc::new(Mutex::new(Some(connection)))))
    }

    /// The version now. It can be compared with what this function returned before, and with
    /// nothing else.
    pub fn read(&self) -> Result<i64, Error> {
        let connection = self.lock();
        let connection = connection.as_ref().ok_or(ErrorCode::Overloaded)?;
        let mut statement = connection.prepare_cached("PRAGMA data_version")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Closes the connection.
    pub fn close(&self) {
        self.lock().take();
    }

    fn lock(&self) -> MutexGuard<'_, Option<Connection>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
