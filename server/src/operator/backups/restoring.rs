//! Puts a backup in the place of the database and the photos, while no server runs.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use life_circle_wire::Timestamp;

use super::{BACKUP_DAYS, Backup, Folder, Ledger};
use crate::clock;
use crate::clock::IdMaker;
use crate::moments::sql::photos;
use crate::operator::sql::log::LogRow;
use crate::operator::sql::{log, restoring};
use crate::platform::db::{Database, Restoring};
use crate::platform::media::Store;

/// Restores a backup of this folder: the newest, or the one with the name `at`. Returns what to
/// tell the operator.
pub async fn restore(
    place: &Restoring,
    media: &Path,
    folder: &Path,
    at: Option<&str>,
    note: &str,
) -> Result<String> {
    let folder = Folder::open(folder)?;
    let backup = find(&folder, at)?;
    let made_at = Timestamp(backup.facts()?.made_at);
    let oldest = clock::now().plus_ms(-clock::days_ms(BACKUP_DAYS));
    ensure!(
        made_at > oldest,
        "this backup is older than {BACKUP_DAYS} days: what people deleted since isn't known any \
            more, and would come back"
    );
    let mut ledger = Ledger::read(&folder.path)?;
    let warning = match update(&mut ledger, place).await {
        Ok(()) => String::new(),
        Err(error) => format!(
            "\nWhat was deleted since the last backup isn't known, and may be back: {error:#}"
        ),
    };
    // First of all: if this is interrupted, the next try knows it, too.
    ledger.write(&folder.path)?;
    let name = format!("replaced-{}", clock::now().to_string().replace(':', ""));
    let copy = place.open_copy(&backup.database(), &name).await?;
    let outcome = make_safe(&copy.database, &ledger, &backup, media, note).await;
    copy.database.close().await;
    let (erased, photos) = outcome?;
    place.replace(&name)?;
    let kept = copy.replaced.map_or(String::new(), |replaced| {
        format!("\nThe replaced database is kept as {replaced}: remove it when all is well.")
    });
    Ok(format!(
        "Restored the backup of {made_at} with {photos} photos. What was deleted since is deleted \
            again ({erased} things), and everybody has to sign in again. Recovery codes and links \
            from then are invalid.\nTell your people: what they wrote since is gone. Passwords, \
            passkeys, friends, blocks and audiences are as they were then.{kept}{warning}"
    ))
}

fn find(folder: &Folder, at: Option<&str>) -> Result<Backup> {
    let mut backups = folder.list()?;
    let found = match at {
        Some(name) => backups.into_iter().find(|backup| backup.name() == name),
        None => backups.pop(),
    };
    let which = at.map_or("backup".to_owned(), |name| format!("backup {name}"));
    found.with_context(|| format!("there is no {which} in {}", folder.path.display()))
}

/// Brings the ledger up to date with the database that is going to be replaced.
async fn update(ledger: &mut Ledger, place: &Restoring) -> Result<()> {
    if let Some(replaced) = place.open_replaced().await? {
        let outcome = async { ledger.update(&mut replaced.read_long().await?).await }.await;
        replaced.close().await;
        outcome?;
    }
    Ok(())
}

/// Erases what must not come back, signs everybody out, and puts the photos in their place. Returns
/// how many things were erased, and how many photos there are.
async fn make_safe(
    database: &Database,
    ledger: &Ledger,
    backup: &Backup,
    media: &Path,
    note: &str,
) -> Result<(usize, usize)> {
    let mut write = database.write().await?;
    write.lock_everybody().await?;
    let erased = ledger.erase_again(&mut write).await?;
    restoring::end_ways_in(&mut write).await?;
    let row = LogRow {
        at: clock::now().0,
        action: "restore".to_owned(),
        report_id: None,
        subject: backup.name(),
        note: note.to_owned(),
    };
    let id = IdMaker::new(clock::OPERATOR_NODE).make();
    log::insert_act(&mut write, id, &row).await?;
    let contents = photos::list_contents(&mut write).await?;
    let store = Store::open(media)?;
    let saved = backup.photos()?;
    for content in &contents {
        store
            .adopt(content, &saved, false)
            .context("can't copy the photos")?;
    }
    store.sync()?;
    // The photos that came after the backup.
    for content in store.list_contents()? {
        if contents.binary_search(&content).is_err() {
            photos::insert_garbage(&mut write, &content).await?;
        }
    }
    write.commit().await?;
    Ok((erased, contents.len()))
}
