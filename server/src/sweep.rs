//! What is forgotten after a while, once a minute.

use std::time::Duration;

use life_circle_wire::{Timestamp, limits};

use tokio::task::spawn_blocking;

use crate::app::App;
use crate::auth::sessions::UNUSED_DAYS;
use crate::db::{devices, moments, photos, requests};
use crate::{Error, clock};

const EVERY: Duration = Duration::from_mins(1);

/// Sweeps until the task is aborted.
pub async fn run(app: App) {
    loop {
        tokio::time::sleep(EVERY).await;
        app.limits.forget_idle();
        app.forget_old_measurements();
        if let Err(error) = sweep(&app, clock::now()).await {
            tracing::error!(%error, "the sweep failed; the next one is in a minute");
        }
    }
}

/// Forgets photos that nobody used, moments whose deletion can no longer be undone, requests that lapsed and devices that nobody uses.
pub async fn sweep(app: &App, now: Timestamp) -> Result<(), Error> {
    // Twice the time to undo: a request that arrives in the last moment is still under way.
    let deleted_before = Timestamp(now.0 - 2000 * i64::from(limits::UNDO_SECONDS));
    let mut moments = 0;
    loop {
        // A transaction each time, so that others can write in between.
        let mut write = app.database.write().await?;
        let purged = moments::purge(&mut write, deleted_before).await?;
        write.commit().await?;
        moments += purged;
        if purged < moments::PURGED_MOST {
            break;
        }
    }
    let mut write = app.database.write().await?;
    let requests = requests::remove_lapsed(&mut write, now).await?;
    let photos = photos::remove_forgotten(&mut write, now).await?;
    let devices = devices::remove_unused(&mut write, Timestamp(now.0 - clock::days_ms(UNUSED_DAYS))).await?;
    write.commit().await?;
    let files = remove_garbage(app).await?;
    tracing::debug!(moments, requests, devices, photos, files, "swept");
    Ok(())
}

/// Removes the files of photos that nobody has any more; gives how many photos.
async fn remove_garbage(app: &App) -> Result<usize, Error> {
    let garbage = photos::garbage(&mut *app.database.read().await?).await?;
    let mut removed = 0;
    for content in garbage {
        let mut write = app.database.write().await?;
        write.lock_content(&content).await?;
        if photos::is_garbage(&mut write, &content).await? {
            let store = app.media.store.clone();
            spawn_blocking(move || store.remove(&content)).await.map_err(Error::internal)?.map_err(Error::internal)?;
            removed += 1;
        }
        write.commit().await?;
    }
    Ok(removed)
}
