//! The operator's commands for accounts and reports. Every change is written to a log. A running
//! server notices it within a minute. Devices and accounts are read from the database at each
//! request, so changes to them take effect at once.

pub mod backups;
mod changes;
mod looks;
pub mod printing;
mod reporting;
pub(crate) mod routes;
pub mod sql;

use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::Result;
use backups::BackupCommand;
use changes::Change;
use looks::Look;
use sql::log;
use sql::log::LogRow;

use crate::clock;
use crate::clock::IdMaker;
use crate::platform::db::{Database, Restoring};

/// Options of the operator's commands.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The server's TOML file with settings; settings that these commands don't use are ignored.
    #[arg(long, global = true, env = "LIFE_CIRCLE_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// Folder of the database.
    #[arg(
        long,
        global = true,
        env = "LIFE_CIRCLE_DATA",
        default_value = "./data",
        value_name = "DIR"
    )]
    pub(crate) data: PathBuf,
    /// Folder of the photos; default: `media` in the folder of the database.
    #[arg(long, global = true, env = "LIFE_CIRCLE_MEDIA", value_name = "DIR")]
    media: Option<PathBuf>,
    /// The address of the server, for links.
    #[arg(
        long,
        global = true,
        env = "LIFE_CIRCLE_PUBLIC_URL",
        value_name = "URL"
    )]
    public_url: Option<String>,
    /// `PostgreSQL` to use instead of `SQLite` in the folder.
    #[arg(
        long,
        global = true,
        env = "LIFE_CIRCLE_DATABASE_URL",
        hide_env_values = true,
        value_name = "URL"
    )]
    database_url: Option<String>,
    /// The reason, for the log.
    #[arg(long, global = true, default_value = "", value_name = "TEXT")]
    note: String,
    #[command(subcommand)]
    act: Act,
}

impl Options {
    /// The folder of the photos.
    fn media(&self) -> PathBuf {
        let media = self.media.clone();
        media.unwrap_or_else(|| self.data.join("media"))
    }

    /// Opens the database, which a server may be using, and closes it after the work.
    async fn use_database(
        &self,
        work: impl AsyncFnOnce(&Database) -> Result<String>,
    ) -> Result<String> {
        let database = match &self.database_url {
            Some(url) => Database::open_as_is(url).await?,
            None => Database::open_in_use(&self.data).await?,
        };
        let said = work(&database).await;
        database.close().await;
        said
    }
}

/// What an operator can do.
#[derive(Debug, clap::Subcommand)]
enum Act {
    #[command(flatten)]
    Look(Look),
    #[command(flatten)]
    Change(Change),
    #[command(flatten)]
    Backup(BackupCommand),
}

/// Runs the command and prints its result.
pub async fn run(options: &Options) -> Result<()> {
    let said = act(options).await?;
    // The reader of the output may have closed it: that is no error.
    match writeln!(io::stdout(), "{said}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Does what the operator asks for, and returns the result as text.
async fn act(options: &Options) -> Result<String> {
    let media = options.media();
    match &options.act {
        Act::Look(look) => {
            let look = async |database: &Database| looks::look(database, &media, look).await;
            options.use_database(look).await
        }
        Act::Change(change) => {
            let change = async |database: &Database| make(database, options, change).await;
            options.use_database(change).await
        }
        Act::Backup(BackupCommand::Backup { folder, keep }) => {
            let back_up = async |database: &Database| {
                backups::back_up(database, &media, folder, *keep as usize).await
            };
            options.use_database(back_up).await
        }
        Act::Backup(BackupCommand::Backups { folder }) => backups::list(folder),
        Act::Backup(BackupCommand::Restore { folder, at }) => {
            let place = match &options.database_url {
                Some(url) => Restoring::begin_at(url).await?,
                None => Restoring::begin_in(&options.data)?,
            };
            backups::restore(&place, &media, folder, at.as_deref(), &options.note).await
        }
    }
}

/// Makes a change, and writes it to the log.
async fn make(database: &Database, options: &Options, change: &Change) -> Result<String> {
    let ids = IdMaker::new(clock::OPERATOR_NODE);
    let now = clock::now();
    let mut write = database.write().await?;
    let public_url = options.public_url.as_deref();
    let outcome = changes::make(&mut write, change, &ids, now, public_url).await?;
    let row = LogRow {
        at: now.0,
        action: outcome.action.to_owned(),
        report_id: outcome.report_id,
        subject: outcome.subject,
        note: options.note.clone(),
    };
    log::insert_act(&mut write, ids.make(), &row).await?;
    write.commit().await?;
    Ok(outcome.said)
}
