//! The operator's commands that change something: reports, content, accounts and invitations.

use anyhow::{Context as _, Result, ensure};
use life_circle_wire::{
    CommentId, Handle, LinkId, MomentId, PersonId, ReportId, Timestamp, limits,
};

use super::looks::report;
use super::sql::reports;
use crate::accounts::recovery;
use crate::accounts::sql::{devices, security};
use crate::clock;
use crate::clock::IdMaker;
use crate::moments::deleting::UNDO_MS;
use crate::moments::sql::{comments, writing};
use crate::origin::is_origin;
use crate::people::sql::people;
use crate::platform::db::Write;
use crate::relations;
use crate::relations::sql::departures::Absence;
use crate::relations::sql::{departures, links};

/// Hours in which a code for somebody who forgot their password can be used.
const CODE_HOURS: u32 = 24;

/// Commands that change something. Each is written to the log.
#[derive(Debug, clap::Subcommand)]
pub enum Change {
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
    Unsuspend {
        /// The account's handle.
        #[arg(value_parser = handle)]
        handle: Handle,
    },
    /// Delete an account and everything in it, now and for good. Nobody can have its handle again.
    Erase {
        /// The account's handle. Be sure that its owner is the one who asks.
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

/// Reads the number of people who can use a link.
fn people_of_a_link() -> clap::builder::RangedI64ValueParser<u32> {
    let most = i64::from(*limits::LINK_PEOPLE.end());
    clap::value_parser!(u32).range(i64::from(*limits::LINK_PEOPLE.start())..=most)
}

/// A change that was made.
pub struct ChangeOutcome {
    /// The action, for the log.
    pub action: &'static str,
    /// The person or thing that it was done to, for the log.
    pub subject: String,
    /// The report that it is about, if any.
    pub report_id: Option<i64>,
    /// The result, for the operator.
    pub said: String,
}

impl ChangeOutcome {
    /// A change that isn't about a report.
    fn new(action: &'static str, subject: String, said: String) -> Self {
        Self {
            action,
            subject,
            report_id: None,
            said,
        }
    }
}

/// Makes a change. `public_url` is the server's address, if it is known.
pub async fn make(
    write: &mut Write,
    change: &Change,
    ids: &IdMaker,
    now: Timestamp,
    public_url: Option<&str>,
) -> Result<ChangeOutcome> {
    match change {
        Change::Invite { people, days } => {
            let lapses_at = now.plus_ms(clock::days_ms(*days));
            let link = links::make_link(LinkId(ids.make()), now, lapses_at, *people);
            links::insert_link(write, None, &link).await?;
            Ok(ChangeOutcome::new(
                "invite",
                format!("{}: {people} people, {days} days", link.id),
                invitation(&link.secret, public_url)?,
            ))
        }
        Change::RevokeInvite { number } => revoke_invite(write, *number).await,
        Change::ResetPassword { handle } => reset_password(write, handle, now).await,
        Change::Close { number } => close_report(write, *number, now).await,
        Change::RemoveMoment { number } => remove_moment(write, *number, now).await,
        Change::RemoveComment { number } => remove_comment(write, *number).await,
        Change::Suspend { handle } => {
            set_suspended(write, handle, Some(now.0), now).await?;
            let said = format!("suspended @{handle}");
            Ok(ChangeOutcome::new("suspend", format!("@{handle}"), said))
        }
        Change::Unsuspend { handle } => {
            set_suspended(write, handle, None, now).await?;
            let said = format!("@{handle} isn't suspended any more");
            Ok(ChangeOutcome::new("unsuspend", format!("@{handle}"), said))
        }
        Change::Erase { handle } => erase(write, handle).await,
    }
}

/// The address of an invitation, to send to people.
fn invitation(secret: &str, public_url: Option<&str>) -> Result<String> {
    let Some(url) = public_url else {
        return Ok(format!(
            "/link#{secret}\nPut your server's address before it, or say --public-url"
        ));
    };
    ensure!(
        is_origin(url, true),
        "--public-url {url}: write https://HOST, without a slash at the end"
    );
    Ok(format!("{url}/link#{secret}"))
}

async fn revoke_invite(write: &mut Write, number: i64) -> Result<ChangeOutcome> {
    let was_removed = links::delete_link(write, None, LinkId(number)).await?;
    ensure!(
        was_removed,
        "there is no invitation {number} of yours, or none any more"
    );
    let said = format!("invitation {number} is useless now");
    Ok(ChangeOutcome::new(
        "revoke invite",
        number.to_string(),
        said,
    ))
}

async fn reset_password(
    write: &mut Write,
    handle: &Handle,
    now: Timestamp,
) -> Result<ChangeOutcome> {
    let person = find(write, handle).await?;
    let code = recovery::new_code();
    let lapses_at = now.plus_ms(clock::hours_ms(CODE_HOURS));
    security::insert_recovery_code(write, person, &recovery::hash(&code), Some(lapses_at)).await?;
    let absence = departures::read_absence(write, person).await?;
    let warning = if absence.suspended_at.is_some() {
        "\nThe account is suspended: use unsuspend, or the code lets nobody in"
    } else {
        ""
    };
    let said = format!(
        "{code}\nGive it to @{handle}: good for {CODE_HOURS} hours, once, under \"Forgot \
            your password?\"{warning}"
    );
    Ok(ChangeOutcome::new(
        "reset password",
        format!("@{handle}"),
        said,
    ))
}

async fn close_report(write: &mut Write, number: i64, now: Timestamp) -> Result<ChangeOutcome> {
    let closed = report(write, number).await?;
    ensure!(
        closed.closed_at.is_none(),
        "report {number} is closed already"
    );
    reports::close_report(write, ReportId(number), now).await?;
    Ok(ChangeOutcome {
        report_id: Some(number),
        ..ChangeOutcome::new(
            "close",
            format!("@{}", closed.handle),
            format!("closed {number}"),
        )
    })
}

async fn remove_moment(write: &mut Write, number: i64, now: Timestamp) -> Result<ChangeOutcome> {
    // A deletion this old can't be undone by the author.
    let at = now.plus_ms(-UNDO_MS - 1000);
    let author = writing::delete_moment_by_operator(write, MomentId(number), at)
        .await?
        .with_context(|| format!("there is no moment {number}"))?;
    Ok(ChangeOutcome::new(
        "remove moment",
        format!("{number} of @{author}"),
        format!("removed moment {number} of @{author}"),
    ))
}

async fn remove_comment(write: &mut Write, number: i64) -> Result<ChangeOutcome> {
    let author = comments::delete_comment_by_operator(write, CommentId(number))
        .await?
        .with_context(|| format!("there is no comment {number}"))?;
    Ok(ChangeOutcome::new(
        "remove comment",
        format!("{number} of @{author}"),
        format!("removed comment {number} of @{author}"),
    ))
}

async fn set_suspended(
    write: &mut Write,
    handle: &Handle,
    at: Option<i64>,
    now: Timestamp,
) -> Result<()> {
    let person = find(write, handle).await?;
    let suspend = |absence: Absence| Absence {
        suspended_at: at,
        ..absence
    };
    let before = relations::change_absence(write, person, now, suspend).await?;
    // An error undoes the change.
    ensure!(
        before.suspended_at.is_some() != at.is_some(),
        "@{handle} is {}",
        match at {
            Some(_) => "suspended already",
            None => "not suspended",
        }
    );
    devices::delete_other_devices(write, person, None).await?;
    Ok(())
}

async fn erase(write: &mut Write, handle: &Handle) -> Result<ChangeOutcome> {
    write.lock_everybody().await?;
    let person = find(write, handle).await?;
    departures::erase_account(write, person).await?;
    let said = format!("erased @{handle}; its photos are removed within minutes");
    Ok(ChangeOutcome::new("erase", format!("@{handle}"), said))
}

async fn find(write: &mut Write, handle: &Handle) -> Result<PersonId> {
    Ok(people::find_any_person(write, handle)
        .await?
        .with_context(|| format!("nobody has the handle {handle}"))?
        .id)
}
