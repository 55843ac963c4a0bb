//! What whoever runs the server does about accounts and reports. Every act is noted in a log; a running server takes
//! notice within a minute, and asks the database about devices and accounts at once.

use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use life_circle_wire::{CommentId, Handle, LinkId, MomentId, PersonId, ReportId, Timestamp, limits};

use crate::auth::recovery;
use crate::clock::{self, IdMaker};
use crate::db::departures::{self, Absence};
use crate::db::reports::{self, LogRow, ReportRow};
use crate::db::{Database, Write, comments, devices, links, moments, people, security};

/// The number under which the operator makes ids, beside all servers.
pub const NODE: u16 = 1023;
/// Hours in which a code for somebody who forgot their password can be used.
const CODE_HOURS: i64 = 24;

/// What to do, where.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Folder of the database.
    #[arg(long, global = true, env = "LIFE_CIRCLE_DATA", default_value = "./data", value_name = "DIR")]
    data: PathBuf,
    /// `PostgreSQL` to use instead of `SQLite` in the folder.
    #[arg(long, global = true, env = "LIFE_CIRCLE_DATABASE_URL", hide_env_values = true, value_name = "URL")]
    database_url: Option<String>,
    /// Why, for the log.
    #[arg(long, global = true, default_value = "", value_name = "TEXT")]
    note: String,
    #[command(subcommand)]
    act: Act,
}

/// What an operator can do.
#[derive(Debug, clap::Subcommand)]
enum Act {
    /// Print a link with which people can sign up.
    Invite {
        /// How many.
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(i64::from(*limits::LINK_PEOPLE.start())..=i64::from(*limits::LINK_PEOPLE.end())))]
        people: u32,
        /// For how many days.
        #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..=365))]
        days: u32,
        /// The address of the server, for the link.
        #[arg(long, env = "LIFE_CIRCLE_PUBLIC_URL", value_name = "URL")]
        public_url: Option<String>,
    },
    /// Print a code with which somebody who forgot their password sets another one.
    ResetPassword {
        /// Who. Be sure that it is them who asks.
        #[arg(value_parser = handle)]
        handle: Handle,
    },
    /// List the reports that nobody has dealt with.
    Reports,
    /// Show a report.
    Report {
        /// Its number.
        number: i64,
    },
    /// Close a report.
    Close {
        /// Its number.
        number: i64,
    },
    /// Remove a moment for good.
    RemoveMoment {
        /// Its number, as in its link.
        number: i64,
    },
    /// Remove a comment for good.
    RemoveComment {
        /// Its number.
        number: i64,
    },
    /// Suspend an account: it is signed out, can't sign in, and nobody sees anything of it.
    Suspend {
        /// Whose.
        #[arg(value_parser = handle)]
        handle: Handle,
    },
    /// Let a suspended account back in; its friendships come back, too.
    Restore {
        /// Whose.
        #[arg(value_parser = handle)]
        handle: Handle,
    },
    /// Print what was done, when and why.
    Log,
}

fn handle(text: &str) -> Result<Handle, &'static str> {
    text.trim_start_matches('@').parse().map_err(|_| "a handle has 3 to 30 of a to z, 0 to 9 and _")
}

/// Does it and says so.
pub async fn run(options: &Options) -> Result<()> {
    let database = match &options.database_url {
        Some(url) => Database::open(url).await?,
        None => Database::open_beside(&options.data).await?,
    };
    let said = act(&database, options).await;
    database.close().await;
    #[expect(clippy::print_stdout, reason = "it is what one runs this for")]
    {
        println!("{}", said?);
    }
    Ok(())
}

async fn act(database: &Database, options: &Options) -> Result<String> {
    let (ids, now, note) = (IdMaker::new(NODE), clock::now(), options.note.as_str());
    let mut write = database.write().await?;
    let (action, subject, report, said) = match &options.act {
        Act::Reports => {
            let open = reports::open(&mut write).await?;
            let lines: Vec<String> = open.iter().map(line).collect();
            return Ok(if lines.is_empty() { "no open reports".to_owned() } else { lines.join("\n") });
        }
        Act::Report { number } => return Ok(in_full(&report(&mut write, *number).await?)),
        Act::Log => {
            let log = reports::read_log(&mut write).await?;
            let lines: Vec<String> = log.iter().map(log_line).collect();
            return Ok(if lines.is_empty() { "nothing was done yet".to_owned() } else { lines.join("\n") });
        }
        Act::Invite { people, days, public_url } => {
            let link = links::new(LinkId(ids.make()), now, Timestamp(now.0 + clock::days_ms(*days)), *people);
            links::add(&mut write, None, &link).await?;
            let said = match public_url {
                Some(url) => format!("{url}/link#{}", link.secret),
                None => format!("/link#{}\nPut your server's address before it, or say --public-url", link.secret),
            };
            ("invite", format!("{people} people, {days} days"), None, said)
        }
        Act::ResetPassword { handle } => {
            let (person, code) = (find(&mut write, handle).await?, recovery::new_code());
            let lapses_at = Timestamp(now.0 + CODE_HOURS * 3_600_000);
            security::add_recovery_code(&mut write, person, &recovery::hash(&code), Some(lapses_at)).await?;
            let said = format!(
                "{code}\nGive it to @{handle}: good for {CODE_HOURS} hours, once, under \"Forgot your password?\""
            );
            ("reset password", format!("@{handle}"), None, said)
        }
        Act::Close { number } => {
            let closed = report(&mut write, *number).await?;
            reports::close(&mut write, ReportId(*number), now).await?;
            ("close", format!("@{}", closed.handle), Some(*number), format!("closed {number}"))
        }
        Act::RemoveMoment { number } => {
            // Long enough ago that nobody can undo it.
            let at = Timestamp(now.0 - 1000 * i64::from(limits::UNDO_SECONDS) - 1000);
            ensure!(moments::remove_for_good(&mut write, MomentId(*number), at).await?, "there is no moment {number}");
            ("remove moment", number.to_string(), None, format!("removed moment {number}"))
        }
        Act::RemoveComment { number } => {
            let removed = comments::remove_for_good(&mut write, CommentId(*number)).await?;
            ensure!(removed, "there is no comment {number}");
            ("remove comment", number.to_string(), None, format!("removed comment {number}"))
        }
        Act::Suspend { handle } => {
            set_suspended(&mut write, handle, Some(now.0), now).await?;
            ("suspend", format!("@{handle}"), None, format!("suspended @{handle}"))
        }
        Act::Restore { handle } => {
            set_suspended(&mut write, handle, None, now).await?;
            ("restore", format!("@{handle}"), None, format!("restored @{handle}"))
        }
    };
    let row = LogRow { at: now.0, action: action.to_owned(), report_id: report, subject, note: note.to_owned() };
    reports::log(&mut write, ids.make(), &row).await?;
    write.commit().await?;
    Ok(said)
}

async fn find(write: &mut Write, handle: &Handle) -> Result<PersonId> {
    Ok(people::by_handle(write, handle).await?.with_context(|| format!("nobody has the handle {handle}"))?.id)
}

async fn report(write: &mut Write, number: i64) -> Result<ReportRow> {
    reports::by_id(write, ReportId(number)).await?.with_context(|| format!("there is no report {number}"))
}

async fn set_suspended(write: &mut Write, handle: &Handle, at: Option<i64>, now: Timestamp) -> Result<()> {
    let person = find(write, handle).await?;
    departures::lock(write, person).await?;
    let absence = departures::absence(write, person).await?;
    ensure!(
        absence.suspended_at.is_some() != at.is_some(),
        "@{handle} is {}",
        match at {
            Some(_) => "suspended already",
            None => "not suspended",
        }
    );
    departures::set(write, person, Absence { suspended_at: at, ..absence }, now).await?;
    devices::remove_others(write, person, None).await?;
    Ok(())
}

fn line(report: &ReportRow) -> String {
    let about = match (report.moment_id, report.comment_id) {
        (Some(id), _) => format!("moment {id}"),
        (None, Some(id)) => format!("comment {id}"),
        (None, None) => "person".to_owned(),
    };
    let ReportRow { id, handle, reason, .. } = report;
    format!("{id}  {}  {reason}  @{handle}  {about}", Timestamp(report.created_at))
}

fn in_full(report: &ReportRow) -> String {
    let reporter = report.reporter.as_deref().map_or("whose account is deleted".to_owned(), |name| format!("@{name}"));
    let mut text = format!("{}\nreported by {reporter}", line(report));
    for (title, words) in [("they say", &report.note), ("it said", &report.text)] {
        if !words.is_empty() {
            text = format!("{text}\n{title}:{}", quoted(words));
        }
    }
    if let Some(at) = report.closed_at {
        text = format!("{text}\nclosed {}", Timestamp(at));
    }
    text
}

/// Somebody's words, indented, without what could steer a terminal.
fn quoted(words: &str) -> String {
    let plain = |line: &str| line.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect::<String>();
    words.lines().map(|line| format!("\n    {}", plain(line))).collect()
}

fn log_line(row: &LogRow) -> String {
    let report = row.report_id.map_or(String::new(), |id| format!("  report {id}"));
    format!("{}  {}  {}{report}  {}", Timestamp(row.at), row.action, row.subject, row.note)
}
