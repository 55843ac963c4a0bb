//! Long, and not divided yet.
//! The operator's commands for accounts and reports. Every change is written to a log. A running
//! server notices it within a minute. Devices and accounts are read from the database at each
//! request, so changes to them take effect at once.

pub(crate) mod routes;
pub mod sql;
pub mod telling;

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use life_circle_wire::photos::PhotoSize;
use life_circle_wire::{
    CommentId, Handle, LinkId, MomentId, PersonId, ReportId, Timestamp, limits,
};
use sql::reports;
use sql::reports::{LogRow, ReportRow};
use sqlx::AnyConnection;

use crate::accounts::recovery;
use crate::accounts::sql::{devices, security};
use crate::clock;
use crate::clock::IdMaker;
use crate::config::is_origin;
use crate::moments::sql::{comments, moments};
use crate::people::sql::people;
use crate::platform::db::{Database, Write};
use crate::platform::media::store::Store;
use crate::relations;
use crate::relations::sql::departures::Absence;
use crate::relations::sql::{departures, links};

/// Hours in which a code for somebody who forgot their password can be used.
const CODE_HOURS: i64 = 24;

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

/// What an operator can do.
#[derive(Debug, clap::Subcommand)]
enum Act {
    #[command(flatten)]
    Look(Look),
    #[command(flatten)]
    Change(Change),
}

/// Commands that only read, even while others write.
#[derive(Debug, clap::Subcommand)]
enum Look {
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

/// Commands that change something. Each is written to the log.
#[derive(Debug, clap::Subcommand)]
enum Change {
    /// Close a report.
    Close {
        /// The report's number.
        number: i64,
    },
    /// Remove a moment for good.
    RemoveMoment {
        /// The moment's number, as in its link.
        number: i64,
    },
    /// Remove a comment for good.
    RemoveComment {
        /// The comment's number.
        number: i64,
    },
    /// Suspend an account: it is signed out, can't sign in, and nobody sees anything of it.
    Suspend {
        /// The account's handle.
        #[arg(value_parser = handle)]
        handle: Handle,
    },
    /// Let a suspended account back in; its friendships come back, too.
    Restore {
        /// The account's handle.
        #[arg(value_parser = handle)]
        handle: Handle,
    },
    /// Print a code with which somebody who forgot their password can set a new one.
    ResetPassword {
        /// The account's handle. Be sure that its owner is the one who asks.
        #[arg(value_parser = handle)]
        handle: Handle,
    },
    /// Print a link that people can sign up with.
    Invite {
        /// Number of people who can use it.
        #[arg(
            long,
            default_value_t = 1,
            value_parser = people_of_a_link(),
        )]
        people: u32,
        /// Number of days for which it is valid.
        #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..=365))]
        days: u32,
    },
    /// Revoke a link of yours. People who signed up with it stay.
    RevokeInvite {
        /// The link's number.
        number: i64,
    },
}

fn handle(text: &str) -> Result<Handle, &'static str> {
    text.trim_start_matches('@')
        .parse()
        .map_err(|_| "a handle has 3 to 30 of a to z, 0 to 9 and _")
}

/// Runs the command and prints its result.
pub async fn run(options: &Options) -> Result<()> {
    let database = match &options.database_url {
        Some(url) => Database::open(url).await?,
        None => Database::open_in_use(&options.data).await?,
    };
    let said = match &options.act {
        Act::Look(look) => self::look(&database, options, look).await,
        Act::Change(change) => act(&database, options, change).await,
    };
    database.close().await;
    // The reader of the output may have closed it: that is no error.
    match writeln!(io::stdout(), "{}", said?) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

#[expect(clippy::too_many_lines, reason = "each command has its arm")]
async fn act(database: &Database, options: &Options, change: &Change) -> Result<String> {
    let ids = IdMaker::new(clock::OPERATOR_NODE);
    let now = clock::now();
    let note = options.note.as_str();
    let mut write = database.write().await?;
    let (action, subject, report, said) = match change {
        Change::Invite { people, days } => {
            let link = links::make_link(
                LinkId(ids.make()),
                now,
                Timestamp(now.0 + clock::days_ms(*days)),
                *people,
            );
            links::insert_link(&mut write, None, &link).await?;
            let said = match &options.public_url {
                Some(url) => {
                    ensure!(
                        is_origin(url, true),
                        "--public-url {url}: write https://HOST, without a slash behind it"
                    );
                    format!("{url}/link#{}", link.secret)
                }
                None => format!(
                    "/link#{}\nPut your server's address before it, or say --public-url",
                    link.secret
                ),
            };
            (
                "invite",
                format!("{}: {people} people, {days} days", link.id),
                None,
                said,
            )
        }
        Change::RevokeInvite { number } => {
            let removed = links::delete_link(&mut write, None, LinkId(*number)).await?;
            ensure!(
                removed,
                "there is no invitation {number} of yours, or none any more"
            );
            (
                "revoke invite",
                number.to_string(),
                None,
                format!("invitation {number} is useless now"),
            )
        }
        Change::ResetPassword { handle } => {
            let person = find(&mut write, handle).await?;
            let code = recovery::new_code();
            let lapses_at = Timestamp(now.0 + CODE_HOURS * 3_600_000);
            security::insert_recovery_code(
                &mut write,
                person,
                &recovery::hash(&code),
                Some(lapses_at),
            )
            .await?;
            let is_suspended = departures::read_absence(&mut write, person)
                .await?
                .suspended_at
                .is_some();
            let warning = if is_suspended {
                "\nThe account is suspended: restore it, or the code lets nobody in"
            } else {
                ""
            };
            let said = format!(
                "{code}\nGive it to @{handle}: good for {CODE_HOURS} hours, once, under \"Forgot \
                    your password?\"{warning}"
            );
            ("reset password", format!("@{handle}"), None, said)
        }
        Change::Close { number } => {
            let closed = report(&mut write, *number).await?;
            ensure!(
                closed.closed_at.is_none(),
                "report {number} is closed already"
            );
            reports::close_report(&mut write, ReportId(*number), now).await?;
            (
                "close",
                format!("@{}", closed.handle),
                Some(*number),
                format!("closed {number}"),
            )
        }
        Change::RemoveMoment { number } => {
            // A deletion this old can't be undone by the author.
            let at = Timestamp(now.0 - 1000 * i64::from(limits::UNDO_SECONDS) - 1000);
            let author =
                moments::delete_moment_by_operator(&mut write, MomentId(*number), at).await?;
            let author = author.with_context(|| format!("there is no moment {number}"))?;
            (
                "remove moment",
                format!("{number} of @{author}"),
                None,
                format!("removed moment {number} of @{author}"),
            )
        }
        Change::RemoveComment { number } => {
            let author =
                comments::delete_comment_by_operator(&mut write, CommentId(*number)).await?;
            let author = author.with_context(|| format!("there is no comment {number}"))?;
            (
                "remove comment",
                format!("{number} of @{author}"),
                None,
                format!("removed comment {number} of @{author}"),
            )
        }
        Change::Suspend { handle } => {
            set_suspended(&mut write, handle, Some(now.0), now).await?;
            (
                "suspend",
                format!("@{handle}"),
                None,
                format!("suspended @{handle}"),
            )
        }
        Change::Restore { handle } => {
            set_suspended(&mut write, handle, None, now).await?;
            (
                "restore",
                format!("@{handle}"),
                None,
                format!("restored @{handle}"),
            )
        }
    };
    let row = LogRow {
        at: now.0,
        action: action.to_owned(),
        report_id: report,
        subject,
        note: note.to_owned(),
    };
    reports::insert_act(&mut write, ids.make(), &row).await?;
    write.commit().await?;
    Ok(said)
}

async fn look(database: &Database, options: &Options, look: &Look) -> Result<String> {
    let mut read = database.read().await?;
    Ok(match look {
        Look::Reports { closed } => {
            let none = if *closed {
                "no closed reports"
            } else {
                "no open reports"
            };
            telling::lines(
                &reports::list_reports(&mut read, *closed).await?,
                telling::line,
                none,
            )
        }
        Look::Report { number, photos } => {
            let report = report(&mut read, *number).await?;
            let contents = reports::list_photos(&mut read, ReportId(*number)).await?;
            if let Some(folder) = photos {
                write_photos(options, *number, &contents, folder)?;
            }
            telling::in_full(&report, contents.len())
        }
        Look::Log => telling::lines(
            &reports::list_acts(&mut read).await?,
            telling::act,
            "nothing was done yet",
        ),
        Look::Invites => {
            let links = links::list_links(&mut read, None, clock::now()).await?;
            telling::lines(
                &links,
                telling::invitation,
                "no invitation of yours is good now",
            )
        }
    })
}

async fn find(write: &mut Write, handle: &Handle) -> Result<PersonId> {
    Ok(people::find_any_person(write, handle)
        .await?
        .with_context(|| format!("nobody has the handle {handle}"))?
        .id)
}

async fn report(connection: &mut AnyConnection, number: i64) -> Result<ReportRow> {
    reports::find_report(connection, ReportId(number))
        .await?
        .with_context(|| format!("there is no report {number}"))
}

async fn set_suspended(
    write: &mut Write,
    handle: &Handle,
    at: Option<i64>,
    now: Timestamp,
) -> Result<()> {
    let person = find(write, handle).await?;
    write.lock_everybody().await?;
    let absence = departures::read_absence(write, person).await?;
    ensure!(
        absence.suspended_at.is_some() != at.is_some(),
        "@{handle} is {}",
        match at {
            Some(_) => "suspended already",
            None => "not suspended",
        }
    );
    relations::set_absence(
        write,
        person,
        Absence {
            suspended_at: at,
            ..absence
        },
        now,
    )
    .await?;
    devices::delete_other_devices(write, person, None).await?;
    Ok(())
}

/// Writes a report's photos as `report-N-1.jpg` and so on, in a folder.
fn write_photos(options: &Options, number: i64, contents: &[String], folder: &Path) -> Result<()> {
    let media = options
        .media
        .clone()
        .unwrap_or_else(|| options.data.join("media"));
    let store = Store::open(&media)
        .with_context(|| format!("no photos in {}: say --media DIR", media.display()))?;
    for (place, content) in contents.iter().enumerate() {
        let path = folder.join(format!("report-{number}-{}.jpg", place + 1));
        let bytes = store
            .read(content, PhotoSize::Large)?
            .context("a photo's file is gone")?;
        std::fs::write(&path, bytes).with_context(|| format!("can't write {}", path.display()))?;
    }
    Ok(())
}

/// Reads the number of people who can use a link.
fn people_of_a_link() -> clap::builder::RangedI64ValueParser<u32> {
    let most = i64::from(*limits::LINK_PEOPLE.end());
    clap::value_parser!(u32).range(i64::from(*limits::LINK_PEOPLE.start())..=most)
}
