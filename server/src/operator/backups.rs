//! Backups: whole copies of database and photos in a folder, each under the time when it was made.

mod ledger;
mod making;
mod restoring;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use ledger::Ledger;
pub use making::back_up;
pub use restoring::restore;
use serde::{Deserialize, Serialize};

use crate::clock;
use crate::platform::media::Store;
use crate::private_folder::make_private_folder;

/// Days for which the ids of what was erased are kept. An older backup can't be restored: it would
/// bring back what people deleted.
pub const BACKUP_DAYS: u32 = 365;

/// Commands about backups.
#[derive(Debug, clap::Subcommand)]
pub enum BackupCommand {
    /// Copy the database and the photos into a folder of their own in DIR, while the server runs.
    Backup {
        /// Folder of the backups, best on another disk.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Number of backups to keep; older ones are removed.
        #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..))]
        keep: u32,
    },
    /// List the backups.
    Backups {
        /// Folder of the backups.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Put a backup in the place of database and photos, while no server runs. What was deleted
    /// since is deleted again, and everybody has to sign in again.
    Restore {
        /// Folder of the backups.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// The backup, as `operator backups` names it; the newest if not given.
        #[arg(long, value_name = "TIME")]
        at: Option<String>,
    },
}

/// The facts about a backup, in its file [`Backup::FACTS`].
#[derive(Debug, Serialize, Deserialize)]
struct Facts {
    /// When it was begun, in milliseconds since 1970.
    made_at: i64,
    /// The version of the program that made it.
    version: String,
    /// The number of photos.
    photos: usize,
}

/// A folder of backups. Only one program at a time uses it.
struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    /// What all names of unfinished backups begin with.
    const UNFINISHED: &str = ".unfinished-";

    /// Uses this folder, and creates it if it is missing. Removes what an interrupted backup left.
    fn open(path: &Path) -> Result<Self> {
        make_private_folder(path)
            .with_context(|| format!("can't use the folder {}", path.display()))?;
        let lock = File::create(path.join("lock"))
            .with_context(|| format!("this user can't write to {}", path.display()))?;
        ensure!(
            lock.try_lock().is_ok(),
            "another backup is being made in {}, or one is restored",
            path.display()
        );
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let name = entry.file_name();
            if name.to_string_lossy().starts_with(Self::UNFINISHED) {
                fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(Self {
            path: path.to_owned(),
            _lock: lock,
        })
    }

    /// The finished backups, the oldest first.
    fn list(&self) -> Result<Vec<Backup>> {
        let mut backups = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            let path = entry?.path();
            if path.join(Backup::FACTS).exists() {
                backups.push(Backup { path });
            }
        }
        // The names are times.
        backups.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(backups)
    }

    /// Begins a backup with the name of this moment.
    fn begin(&self) -> Result<Backup> {
        let name = clock::now().to_string().replace(':', "");
        let path = self.path.join(format!("{}{name}", Self::UNFINISHED));
        make_private_folder(&path)?;
        Ok(Backup { path })
    }

    /// Finishes a backup: from now on, it is one of those that can be restored.
    fn finish(&self, unfinished: Backup) -> Result<Backup> {
        let name = unfinished.name();
        let path = self.path.join(name.trim_start_matches(Self::UNFINISHED));
        fs::rename(unfinished.path, &path)?;
        File::open(&self.path)?.sync_all()?;
        Ok(Backup { path })
    }

    /// Removes the oldest backups, so that `keep` are left. Returns how many were removed.
    fn remove_all_but(&self, keep: usize) -> Result<usize> {
        let backups = self.list()?;
        let too_many = backups.len().saturating_sub(keep);
        for backup in &backups[..too_many] {
            // Half a backup must not look like one.
            let name = format!("{}{}", Self::UNFINISHED, backup.name());
            let unfinished = self.path.join(name);
            fs::rename(&backup.path, &unfinished)?;
            fs::remove_dir_all(unfinished)?;
        }
        Ok(too_many)
    }
}

/// A backup: a folder with a copy of the database, the photos and some facts.
struct Backup {
    path: PathBuf,
}

impl Backup {
    /// The file with the facts. It is written last.
    const FACTS: &str = "backup.json";

    fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// The copy of the database.
    fn database(&self) -> PathBuf {
        self.path.join("database")
    }

    /// The copies of the photos.
    fn photos(&self) -> io::Result<Store> {
        Store::open(&self.path.join("media"))
    }

    fn facts(&self) -> Result<Facts> {
        let text = fs::read_to_string(self.path.join(Self::FACTS))?;
        serde_json::from_str(&text).with_context(|| format!("{} is damaged", self.path.display()))
    }
}

/// The backups in a folder, a line each.
pub fn list(folder: &Path) -> Result<String> {
    let backups = Folder::open(folder)?.list()?;
    let line = |backup: &Backup| -> Result<String> {
        let facts = backup.facts()?;
        let size = fs::metadata(backup.database())?.len();
        Ok(format!(
            "{}  {} photos, {} of database, version {}",
            backup.name(),
            facts.photos,
            megabytes(size),
            facts.version
        ))
    };
    let lines: Vec<String> = backups.iter().map(line).collect::<Result<_>>()?;
    Ok(if lines.is_empty() {
        format!("there are no backups in {}", folder.display())
    } else {
        lines.join("\n")
    })
}

fn megabytes(bytes: u64) -> String {
    format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
}
