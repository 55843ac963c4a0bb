//! The version of an `SQLite` file: it changes with each commit, of any process.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OpenFlags};

use crate::Error;

/// Reads the version. A connection counts for itself, so there is one, and it never writes.
#[derive(Clone)]
pub struct Version(Arc<Mutex<Connection>>);

impl Version {
    pub fn of(file: &Path) -> rusqlite::Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(file, flags)?;
        connection.busy_timeout(super::WAIT_FOR_CONNECTION)?;
        Ok(Self(Arc::new(Mutex::new(connection))))
    }

    pub fn read(&self) -> Result<i64, Error> {
        let connection = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut statement = connection.prepare_cached("PRAGMA data_version")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }
}
