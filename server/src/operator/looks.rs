//! The operator's commands that only read: reports, invitations and the log.

use std::fs::{File, Permissions};
use std::io::{self, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use life_circle_wire::ReportId;
use life_circle_wire::photos::PhotoSize;

use super::printing;
use super::sql::reports::ReportRow;
use super::sql::{log, reports};
use crate::clock;
use crate::platform::db::{Connection, Database};
use crate::platform::media::store::Store;
use crate::relations::sql::links;

/// Commands that only read, even while others write.
#[derive(Debug, clap::Subcommand)]
pub enum Look {
    /// List the open reports.
    Reports {
        /// List the closed reports instead.
        #[arg(long)]
        closed: bool,
    },
    /// Show a report.
    Report {
        /// The report's number.
        number: i64,
        /// Folder to write the report's photos to.
        #[arg(long, value_name = "DIR")]
        photos: Option<PathBuf>,
    },
    /// List your links that people can still sign up with.
    Invites,
    /// Print what was done, when and why.
    Log,
}

/// Reads what the operator asks for, as text. `media` is the folder of the server's photos.
pub async fn look(database: &Database, media: &Path, look: &Look) -> Result<String> {
    let mut read = database.read_long().await?;
    Ok(match look {
        Look::Reports { closed } => {
            let none = if *closed {
                "no closed reports"
            } else {
                "no open reports"
            };
            printing::lines(
                &reports::list_reports(&mut read, *closed).await?,
                printing::line,
                none,
            )
        }
        Look::Report { number, photos } => {
            let report = report(&mut read, *number).await?;
            let contents = reports::list_photos(&mut read, ReportId(*number)).await?;
            if let Some(folder) = photos {
                write_photos(media, *number, &contents, folder)?;
            }
            printing::in_full(&report, contents.len())
        }
        Look::Log => printing::lines(
            &log::list_acts(&mut read).await?,
            printing::act,
            "nothing was done yet",
        ),
        Look::Invites => {
            let links = links::list_links(&mut read, None, clock::now()).await?;
            printing::lines(
                &links,
                printing::invitation,
                "no invitation of yours is good now",
            )
        }
    })
}

/// The report with this number, or an error that says that there is none.
pub async fn report(connection: &mut Connection, number: i64) -> Result<ReportRow> {
    reports::find_report(connection, ReportId(number))
        .await?
        .with_context(|| format!("there is no report {number}"))
}

/// Writes a report's photos as `report-N-1.jpg` and so on, in a folder.
fn write_photos(media: &Path, number: i64, contents: &[String], folder: &Path) -> Result<()> {
    let store = Store::open(media)
        .with_context(|| format!("no photos in {}: say --media DIR", media.display()))?;
    for (index, content) in contents.iter().enumerate() {
        let path = folder.join(format!("report-{number}-{}.jpg", index + 1));
        let bytes = store
            .read(content, PhotoSize::Large)?
            .context("a photo's file is gone")?;
        write_private(&path, &bytes).with_context(|| format!("can't write {}", path.display()))?;
    }
    Ok(())
}

/// Writes a file that only this user can read.
fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = File::options();
    let mut file = options
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)?;
    // An older file may be readable for more.
    file.set_permissions(Permissions::from_mode(0o600))?;
    file.write_all(bytes)
}
