//! Whole copies of the database. A copy is made while servers use the database, and they don't wait
//! for it. A copy is put back while no server uses the database.

mod postgres;

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::Connection;
use super::dialect::Dialect;
use super::folder::{FILE, lock_folder};
use super::{Database, claim, sqlite};

/// The name of a copy in the place where it is made ready.
const UNREADY: &str = "restoring.sqlite3";

impl Database {
    /// Writes a consistent copy of the whole database into a new file, which only this user can
    /// read.
    pub async fn copy_to(&self, file: &Path) -> anyhow::Result<()> {
        sqlite::open_private(file)?;
        match self.dialect {
            Dialect::Sqlite => sqlite::copy_to(&self.url, file).await,
            Dialect::Postgres => postgres::dump(&self.url, file).await,
        }
    }
}

/// A database that no server can use until this is dropped, and that a copy can replace.
pub struct Restoring(Place);

enum Place {
    Folder {
        folder: PathBuf,
        _lock: File,
    },
    Postgres {
        url: String,
        /// This connection has claimed the numbers of all servers.
        _claims: Connection,
    },
}

/// A copy that is made ready to replace the database.
pub struct ReadyCopy {
    /// The copy, with the tables of this version.
    pub database: Database,
    /// Where the replaced database is kept, for the operator; `None` if there was none.
    pub replaced: Option<String>,
}

impl Restoring {
    /// Keeps servers away from the `SQLite` file of a folder.
    pub fn begin_in(folder: &Path) -> anyhow::Result<Self> {
        Ok(Self(Place::Folder {
            folder: folder.to_owned(),
            _lock: lock_folder(folder)?,
        }))
    }

    /// Keeps servers away from a `PostgreSQL` database.
    pub async fn begin_at(url: &str) -> anyhow::Result<Self> {
        Ok(Self(Place::Postgres {
            url: url.to_owned(),
            _claims: claim::claim_all(url).await?,
        }))
    }

    /// Opens the database that is going to be replaced; `None` if there is none.
    pub async fn open_replaced(&self) -> anyhow::Result<Option<Database>> {
        match &self.0 {
            Place::Folder { folder, .. } if !folder.join(FILE).exists() => Ok(None),
            Place::Folder { folder, .. } => Database::open_in_use(folder).await.map(Some),
            Place::Postgres { url, .. } if !postgres::has_tables(url).await? => Ok(None),
            Place::Postgres { url, .. } => Database::open_as_is(url).await.map(Some),
        }
    }

    /// Puts a copy next to the database, and opens it. On `PostgreSQL`, it stands in the place of
    /// the database from now on.
    pub async fn open_copy(&self, copy: &Path, name: &str) -> anyhow::Result<ReadyCopy> {
        match &self.0 {
            Place::Folder { folder, .. } => {
                let unready = folder.join(UNREADY);
                remove_database(&unready)?;
                sqlite::open_private(&unready)?;
                fs::copy(copy, &unready)
                    .with_context(|| format!("can't copy {}", copy.display()))?;
                let database = Database::open(&format!("sqlite://{}", unready.display())).await?;
                let replaced = folder.join(FILE).exists();
                let replaced = replaced.then(|| folder.join(name).display().to_string());
                Ok(ReadyCopy { database, replaced })
            }
            Place::Postgres { url, .. } => {
                let replaced = postgres::restore(url, copy, name).await?;
                let database = Database::open(url).await?;
                Ok(ReadyCopy { database, replaced })
            }
        }
    }

    /// Puts the copy, which is closed, in the place of the database. The replaced one is kept under
    /// the name that `open_copy` got.
    pub fn replace(&self, name: &str) -> anyhow::Result<()> {
        let Place::Folder { folder, .. } = &self.0 else {
            return Ok(());
        };
        let file = folder.join(FILE);
        File::open(folder.join(UNREADY))?.sync_all()?;
        // The log of the replaced database must not be played into the copy.
        for ending in ["", "-wal", "-shm"] {
            rename(
                &with_ending(&file, ending),
                &with_ending(&folder.join(name), ending),
            )?;
        }
        fs::rename(folder.join(UNREADY), file)?;
        File::open(folder)?.sync_all()?;
        Ok(())
    }
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(ending);
    name.into()
}

/// Renames a file, if it is there.
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Removes an `SQLite` file and the files next to it, if they are there.
fn remove_database(file: &Path) -> io::Result<()> {
    for ending in ["", "-wal", "-shm"] {
        match fs::remove_file(with_ending(file, ending)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}
