//! The folder of an `SQLite` database: one server uses it.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, ensure};

use super::{Database, sqlite};
use crate::private_folder::make_private_folder;

/// The name of the file.
pub(super) const FILE: &str = "life-circle.sqlite3";

impl Database {
    /// Opens the `SQLite` file of this folder and runs the missing migrations. Creates the folder
    /// and the file if they don't exist.
    pub async fn open_folder(folder: &Path) -> anyhow::Result<Self> {
        let lock = lock_folder(folder)?;
        let file = folder.join(FILE);
        sqlite::open_private(&file).with_context(|| format!("can't open {}", file.display()))?;
        let database = Self::open(&format!("sqlite://{}?mode=rwc", file.display())).await?;
        Ok(Self {
            lock: Some(Arc::new(lock)),
            ..database
        })
    }

    /// Opens the `SQLite` file of a folder that a running server may be using. Fails if there is no
    /// file, or if it is of another version.
    pub async fn open_in_use(folder: &Path) -> anyhow::Result<Self> {
        let file = folder.join(FILE);
        let is_there = file
            .try_exists()
            .with_context(|| format!("this user can't read {}", folder.display()))?;
        ensure!(
            is_there,
            "there is no database in {}: say --data DIR, or --config FILE as the server does",
            folder.display()
        );
        File::options()
            .write(true)
            .open(&file)
            .with_context(|| format!("this user can't write {}", file.display()))?;
        Self::open_as_is(&format!("sqlite://{}?mode=rw", file.display())).await
    }
}

/// Keeps other servers out of a folder as long as the file that it returns is open. Creates the
/// folder if it is missing.
pub(super) fn lock_folder(folder: &Path) -> anyhow::Result<File> {
    make_private_folder(folder)
        .with_context(|| format!("can't make the folder {}", folder.display()))?;
    let lock = folder.join("lock");
    let lock = File::create(&lock)
        .with_context(|| format!("this user can't write to {}", folder.display()))?;
    ensure!(
        lock.try_lock().is_ok(),
        "another server or seed uses the folder {}",
        folder.display()
    );
    Ok(lock)
}
