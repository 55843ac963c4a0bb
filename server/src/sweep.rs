//! Deletes what has expired, once a minute.

use std::time::Duration;

use life_circle_wire::{PersonId, Timestamp};
use tokio::task::spawn_blocking;

use crate::accounts::sql::{devices, security};
use crate::app::App;
use crate::audience::sql::audiences;
use crate::http::sessions::UNUSED_DAYS;
use crate::moments::deleting::UNDO_MS;
use crate::moments::sql::{photos, writing};
use crate::operator::sql::log;
use crate::platform::news::News;
use crate::relations::sql::{departures, links, requests};
use crate::{Error, clock};

const EVERY: Duration = Duration::from_mins(1);

/// Sweeps until the task is aborted.
pub async fn run(app: App) {
    let mut last_act = None;
    loop {
        match take_notice(&app, last_act).await {
            Ok(act) => last_act = Some(act),
            Err(error) => {
                tracing::error!(%error, "can't read the operator's log; trying again in a minute");
            }
        }
        tokio::time::sleep(EVERY).await;
        app.rate_limits.forget_idle();
        app.forget_old_measurements();
        if let Err(error) = sweep(&app, clock::now()).await {
            tracing::error!(%error, "the sweep failed; the next one is in a minute");
        }
    }
}

/// Sends [`News::Gap`] if the operator has done something since the act `known`: this server then
/// reads everything again. Returns the last act.
async fn take_notice(app: &App, known: Option<i64>) -> Result<i64, Error> {
    let last = log::read_last_act(&mut *app.database.read().await?).await?;
    if known.is_some_and(|known| known != last) {
        app.database.bus().tell(News::Gap);
    }
    Ok(last)
}

/// Deletes moments whose deletion can no longer be undone, unused audiences, photos and devices,
/// and accounts whose owners left. Also deletes expired requests, links, recovery codes and passkey
/// ceremonies.
pub async fn sweep(app: &App, now: Timestamp) -> Result<(), Error> {
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
            break;
        }
    }
    let audiences = forget_audiences(app).await?;
    let mut write = app.database.write().await?;
    let requests = requests::delete_expired_requests(&mut write, now).await?;
    let photos = photos::delete_forgotten_photos(&mut write, now).await?;
    links::delete_expired_links(&mut write, now).await?;
    security::delete_expired(&mut write, now).await?;
    let devices =
        devices::delete_unused_devices(&mut write, now.plus_ms(-clock::days_ms(UNUSED_DAYS)))
            .await?;
    write.commit().await?;
    let accounts = erase_departed(app, now).await?;
    let files = remove_garbage(app).await?;
    app.database.empty_log().await?;
    tracing::debug!(
        moments, requests, devices, photos, accounts, audiences, files, "swept"
    );
    Ok(())
}

/// Deletes audiences that no moment uses any more; returns their number.
async fn forget_audiences(app: &App) -> Result<usize, Error> {
    let unused = audiences::list_unused(&mut *app.database.read().await?).await?;
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
    let due = departures::list_due(&mut *app.database.read().await?, now).await?;
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

/// Removes the files of photos that are no longer used; returns the number of photos.
async fn remove_garbage(app: &App) -> Result<usize, Error> {
    let garbage = photos::list_garbage(&mut *app.database.read().await?).await?;
    let mut removed = 0;
    for content in garbage {
        let mut write = app.database.write().await?;
        write.lock_content(&content).await?;
        if photos::take_garbage(&mut write, &content).await? {
            let store = app.media.store.clone();
            spawn_blocking(move || store.remove(&content))
                .await
                .map_err(Error::internal)?
                .map_err(Error::internal)?;
            removed += 1;
        }
        write.commit().await?;
    }
    Ok(removed)
}
