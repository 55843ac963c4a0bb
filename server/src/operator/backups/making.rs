//! Makes a backup while a server runs.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::{Backup, Facts, Folder, Ledger, megabytes};
use crate::clock;
use crate::moments::sql::photos;
use crate::platform::db::Database;
use crate::platform::media::Store;

/// Makes a backup in a folder, and keeps `keep` there. Returns what to tell the operator.
pub async fn back_up(
    database: &Database,
    media: &Path,
    folder: &Path,
    keep: usize,
) -> Result<String> {
    let folder = Folder::open(folder)?;
    let previous = folder.list()?.pop();
    let begun = folder.begin()?;
    let store = Store::open(media)
        .with_context(|| format!("no photos in {}: say --media DIR", media.display()))?;
    let mut copier = PhotoCopier {
        from: store,
        previous: previous.map(|previous| previous.photos()).transpose()?,
        to: begun.photos()?,
        new: 0,
    };
    let made_at = clock::now();
    // Most photos are copied before the database, so that few are removed in between. Those that
    // came meanwhile are copied after it. A photo that is in neither list was deleted meanwhile.
    copier.copy_all(database).await?;
    database.copy_to(&begun.database()).await?;
    let (photos, missing) = copier.copy_all(database).await?;
    let mut ledger = Ledger::read(&folder.path)?;
    ledger.update(&mut database.read_long().await?).await?;
    ledger.write(&folder.path)?;
    let facts = Facts {
        made_at: made_at.0,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        photos,
    };
    write_facts(&begun, &facts)?;
    copier
        .to
        .sync()
        .context("can't write the backup to the disk")?;
    let backup = folder.finish(begun)?;
    let removed = folder.remove_all_but(keep)?;
    let size = megabytes(backup.database().metadata()?.len());
    let mut said = format!(
        "{}: {size} of database, {photos} photos, {} of them new; {removed} old backups removed",
        backup.path.display(),
        copier.new
    );
    if missing > 0 {
        said = format!(
            "{said}\n{missing} photos are missing in {}",
            media.display()
        );
    }
    Ok(said)
}

fn write_facts(backup: &Backup, facts: &Facts) -> Result<()> {
    let mut file = File::create_new(backup.path.join(Backup::FACTS))?;
    file.write_all(&serde_json::to_vec_pretty(facts)?)?;
    Ok(())
}

/// Copies photos into a backup. A photo of the previous backup isn't copied again: both have the
/// same files.
struct PhotoCopier {
    from: Store,
    previous: Option<Store>,
    to: Store,
    /// The number of photos that the previous backup doesn't have.
    new: usize,
}

impl PhotoCopier {
    /// Copies the photos of a database that aren't copied yet. Returns how many there are, and how
    /// many have no files.
    async fn copy_all(&mut self, database: &Database) -> Result<(usize, usize)> {
        let contents = photos::list_contents(&mut database.read_long().await?).await?;
        let mut missing = 0;
        for content in &contents {
            if self.to.has(content) {
                continue;
            }
            if !self.copy(content).context("can't copy the photos")? {
                missing += 1;
            }
        }
        Ok((contents.len() - missing, missing))
    }

    fn copy(&mut self, content: &str) -> std::io::Result<bool> {
        if let Some(previous) = self.previous.as_ref().filter(|store| store.has(content)) {
            return self.to.adopt(content, previous, true);
        }
        let is_there = self.to.adopt(content, &self.from, false)?;
        self.new += usize::from(is_there);
        Ok(is_there)
    }
}
