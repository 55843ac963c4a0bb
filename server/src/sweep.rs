//! Deletes what has expired, once a minute.

use std::time::Duration;

use life_circle_wire::{PersonId, Timestamp};
use tokio::task::spawn_blocking;

use crate::accounts::sql::{devices, security};
use crate::app::App;
use crate::audience::sql::audiences;
use crate::http::sessions::{SIGNED_IN_DAYS, UNUSED_DAYS};
use crate::moments::deleting::UNDO_MS;
use crate::moments::sql::{photos, words, writing};
use crate::operator::backups::BACKUP_DAYS;
use crate::operator::sql::{log, reports};
use crate::platform::db::{erasures, idempotency};
use crate::platform::news::News;
use crate::relations::sql::{departures, links, requests};
use crate::{Error, clock};

/// Days for which a closed report is kept: its words may be asked for again.
const REPORT_DAYS: u32 = 180;
/// Moments that get their words in one transaction: others write in between.
const WORDS_OF_MOST: usize = 100;
const EVERY: Duration = Duration::from_mins(1);

/// Sweeps until the task is aborted.
pub async fn run(app: App) {
    let mut acts = None;
    loop {
        match take_notice(&app, acts).await {
            Ok(count) => acts = Some(count),
            Err(error) => {
                tracing::error!(%error, "can't read the operator's log; trying again in a minute");
            }
        }
        tokio::time::sleep(EVERY).await;
        app.rate_limits.forget_idle();
        app.forget_old_measurements();
        sweep(&app, clock::now()).await;
    }
}

/// Sends [`News::Gap`] if the operator has done something since there were `known` acts: this
/// server then reads everything again. Returns the number of acts.
async fn take_notice(app: &App, known: Option<i64>) -> Result<i64, Error> {
    let count = log::count_acts(&mut app.database.read_long().await?).await?;
    if known.is_some_and(|known| known != count) {
        app.database.bus().tell(News::Gap);
    }
    Ok(count)
}

/// Deletes moments whose deletion can no longer be undone, unused audiences, photos and devices,
/// and accounts whose owners left. Also deletes expired requests, links, recovery codes and passkey
/// ceremonies. A step that fails stops no other: it is done again with the next sweep.
pub async fn sweep(app: &App, now: Timestamp) {
    let deleted = [
        ("moments", purge_moments(app, now).await),
        ("audiences", forget_audiences(app).await),
        ("expired", delete_expired(app, now).await),
        ("accounts", erase_departed(app, now).await),
        ("photos", remove_garbage(app).await),
        ("words", add_words(app).await),
        ("log", app.database.empty_log().await.map(|()| 0)),
    ];
    for (what, outcome) in deleted {
        match outcome {
            Ok(count) => tracing::debug!(what, count, "swept"),
            Err(error) => {
                tracing::error!(%error, what, "can't be swept; trying again in a minute");
            }
        }
    }
}

/// Deletes moments whose deletion can no longer be undone; returns their number.
async fn purge_moments(app: &App, now: Timestamp) -> Result<usize, Error> {
    // Twice the time to undo: a request from the last moment may still be under way.
    let deleted_before = now.plus_ms(-2 * UNDO_MS);
    let mut moments = 0;
    loop {
        // A transaction each time, so that others can write in between.
        let mut write = app.database.write().await?;
        let purged = writing::purge_deleted(&mut write, deleted_before).await?;
        write.commit().await?;
        moments += purged;
        if purged < writing::PURGED_MOST {
            return Ok(moments);
        }
    }
}

/// Adds the words by which moments are found that are older than the search.
async fn add_words(app: &App) -> Result<usize, Error> {
    let mut moments = 0;
    loop {
        let mut write = app.database.write().await?;
        let some = words::add_missing(&mut write, WORDS_OF_MOST).await?;
        write.commit().await?;
        moments += some;
        if some < WORDS_OF_MOST {
            return Ok(moments);
        }
    }
}

/// Deletes what has expired or was unused for long; returns the number of photos and devices.
async fn delete_expired(app: &App, now: Timestamp) -> Result<usize, Error> {
    let unused_since = now.plus_ms(-clock::days_ms(UNUSED_DAYS));
    let signed_in_before = now.plus_ms(-clock::days_ms(SIGNED_IN_DAYS));
    let mut write = app.database.write().await?;
    requests::delete_expired_requests(&mut write, now).await?;
    links::delete_expired_links(&mut write, now).await?;
    security::delete_expired(&mut write, now).await?;
    let reports_end = now.plus_ms(-clock::days_ms(REPORT_DAYS));
    reports::delete_closed_reports(&mut write, reports_end).await?;
    let yesterday = clock::first_id_at(now.plus_ms(-clock::days_ms(1)));
    idempotency::forget_requests_before(&mut write, yesterday).await?;
    let oldest_backup = now.plus_ms(-clock::days_ms(BACKUP_DAYS));
    erasures::forget_erased_before(&mut write, oldest_backup).await?;
    let photos = photos::delete_forgotten_photos(&mut write, now).await?;
    let devices =
        devices::delete_expired_devices(&mut write, unused_since, signed_in_before).await?;
    write.commit().await?;
    Ok(photos as usize + devices)
}

/// Deletes audiences that no moment uses any more; returns their number.
async fn forget_audiences(app: &App) -> Result<usize, Error> {
    let unused = audiences::list_unused(&mut app.database.read_long().await?).await?;
    for (owner, id) in &unused {
        // A transaction each time: an audience can name thousands.
        let mut write = app.database.write().await?;
        write.lock_people(&[owner.0]).await?;
        audiences::delete_unused(&mut write, *id).await?;
        write.commit().await?;
    }
    Ok(unused.len())
}

/// Deletes the accounts whose owners left and didn't come back. Returns their number, including
/// those that failed.
async fn erase_departed(app: &App, now: Timestamp) -> Result<usize, Error> {
    let due = departures::list_due(&mut app.database.read_long().await?, now).await?;
    for person in &due {
        // A failure stops neither the other accounts nor the rest of the sweep.
        if let Err(error) = erase(app, *person, now).await {
            tracing::error!(%error, person = person.0, "an account can't be deleted; trying again \
                in a minute");
        }
    }
    Ok(due.len())
}

async fn erase(app: &App, person: PersonId, now: Timestamp) -> Result<(), Error> {
    let mut write = app.database.write().await?;
    write.lock_everybody().await?;
    // Its owner may have come back in between.
    if departures::read_absence(&mut write, person)
        .await?
        .leaves_at
        .is_some_and(|at| at <= now.0)
    {
        departures::erase_account(&mut write, person).await?;
    }
    write.commit().await
}

/// Removes the files of photos that are no longer used; returns the number of photos. A file that
/// can't be removed stops no other.
async fn remove_garbage(app: &App) -> Result<usize, Error> {
    let mut removed = 0;
    let mut last = String::new();
    loop {
        let garbage = photos::list_garbage(&mut app.database.read_long().await?, &last).await?;
        let Some(end) = garbage.last() else {
            return Ok(removed);
        };
        last.clone_from(end);
        for content in garbage {
            match remove_files(app, content).await {
                Ok(is_removed) => removed += usize::from(is_removed),
                Err(error) => {
                    tracing::error!(%error, "a photo's files can't be removed; trying again in a \
                        minute");
                }
            }
        }
    }
}

/// Removes the files of a photo; `false` if they are used.
async fn remove_files(app: &App, content: String) -> Result<bool, Error> {
    let mut write = app.database.write().await?;
    write.lock_content(&content).await?;
    let is_unused = photos::take_garbage(&mut write, &content).await?;
    if is_unused {
        let store = app.media.store.clone();
        spawn_blocking(move || store.remove(&content))
            .await
            .map_err(Error::internal)??;
    }
    write.commit().await?;
    Ok(is_unused)
}
