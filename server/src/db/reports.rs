//! Reports to the operator, and what the operator did.

use life_circle_wire::people::Person;
use life_circle_wire::reports::{Reason, ReportRequest, Reported};
use life_circle_wire::{CommentId, Handle, MomentId, PersonId, ReportId, Timestamp};
use sqlx::{AnyConnection, AssertSqlSafe, FromRow};

use super::{blocks, comments, moments, people};
use crate::Error;

/// A report as the operator reads it.
#[derive(Clone, Debug, FromRow)]
pub struct ReportRow {
    /// Its number.
    pub id: i64,
    /// Who reports; nothing once their account is deleted.
    pub reporter: Option<String>,
    /// Who is reported.
    pub person_id: i64,
    /// Their handle then.
    pub handle: String,
    /// The moment, where it is about one.
    pub moment_id: Option<i64>,
    /// The comment, where it is about one.
    pub comment_id: Option<i64>,
    /// What it said then.
    pub text: String,
    /// What is wrong.
    pub reason: String,
    /// In the reporter's words.
    pub note: String,
    /// When.
    pub created_at: i64,
    /// When the operator closed it.
    pub closed_at: Option<i64>,
}

/// What a report shows the operator.
pub struct Shown {
    /// Whose it is.
    pub person: PersonId,
    /// Their handle.
    pub handle: String,
    /// What it says.
    pub text: String,
}

/// What the viewer sees of what they report; nothing if they can't see it.
pub async fn shown(connection: &mut AnyConnection, viewer: PersonId, about: &Reported) -> Result<Option<Shown>, Error> {
    let (person, text) = match about {
        Reported::Person(handle) => (found(connection, viewer, handle).await?, String::new()),
        Reported::Moment(id) => match moments::by_id(connection, viewer, *id).await? {
            Some(moment) => (Some(moment.author), moment.text),
            None => (None, String::new()),
        },
        Reported::Comment(id) => match comments::by_id(connection, viewer, *id).await? {
            Some(comment) => (Some(comment.author), comment.text),
            None => (None, String::new()),
        },
    };
    let person = person.filter(|person| person.id != viewer);
    Ok(person.map(|person| Shown { person: person.id, handle: person.handle.to_string(), text }))
}

/// Somebody who is there for the viewer, or whom they blocked: often just before.
async fn found(connection: &mut AnyConnection, viewer: PersonId, handle: &Handle) -> Result<Option<Person>, Error> {
    if let Some(person) = people::found(connection, viewer, handle).await? {
        return Ok(Some(person));
    }
    match people::by_handle(connection, handle).await? {
        Some(person) if blocks::blocks(connection, viewer, person.id).await? => Ok(Some(person)),
        _ => Ok(None),
    }
}

/// How many reports of somebody's wait, and whether one of them is about the same.
pub async fn waiting(
    connection: &mut AnyConnection,
    reporter: PersonId,
    request: &ReportRequest,
    shown: &Shown,
) -> Result<(u32, bool), Error> {
    let (moment, comment) = ids_of(&request.about);
    let sql = "SELECT person_id, moment_id, comment_id FROM reports WHERE reporter_id = $1 AND closed_at IS NULL";
    let open: Vec<(i64, Option<i64>, Option<i64>)> = sqlx::query_as(sql).bind(reporter.0).fetch_all(connection).await?;
    Ok((open.len() as u32, open.contains(&(shown.person.0, moment, comment))))
}

const fn ids_of(about: &Reported) -> (Option<i64>, Option<i64>) {
    match about {
        Reported::Person(_) => (None, None),
        Reported::Moment(MomentId(id)) => (Some(*id), None),
        Reported::Comment(CommentId(id)) => (None, Some(*id)),
    }
}

/// A new report.
pub struct NewReport<'a> {
    /// Its number.
    pub id: ReportId,
    /// Who reports.
    pub reporter: PersonId,
    /// What is wrong with what, as it was sent.
    pub request: &'a ReportRequest,
    /// What its reporter saw.
    pub shown: &'a Shown,
    /// Now.
    pub created_at: Timestamp,
}

/// Adds a report.
pub async fn add(connection: &mut AnyConnection, new: &NewReport<'_>) -> Result<(), Error> {
    let (moment, comment) = ids_of(&new.request.about);
    sqlx::query(
        "INSERT INTO reports (id, reporter_id, person_id, handle, moment_id, comment_id, text, reason, note, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(new.id.0)
    .bind(new.reporter.0)
    .bind(new.shown.person.0)
    .bind(&new.shown.handle)
    .bind(moment)
    .bind(comment)
    .bind(&new.shown.text)
    .bind(reason_name(new.request.reason))
    .bind(new.request.note.trim())
    .bind(new.created_at.0)
    .execute(connection)
    .await?;
    Ok(())
}

const fn reason_name(reason: Reason) -> &'static str {
    match reason {
        Reason::Spam => "spam",
        Reason::Fraud => "fraud",
        Reason::Harassment => "harassment",
        Reason::Indecency => "indecency",
        Reason::SelfHarm => "self-harm",
        Reason::Other => "other",
    }
}

const REPORT: &str = "SELECT r.id, p.handle AS reporter, r.person_id, r.handle, r.moment_id, r.comment_id, r.text, r.reason, r.note, \
    r.created_at, r.closed_at FROM reports r LEFT JOIN people p ON p.id = r.reporter_id";

/// Reports that nobody has dealt with, the oldest first.
pub async fn open(connection: &mut AnyConnection) -> Result<Vec<ReportRow>, Error> {
    let sql = format!("{REPORT} WHERE r.closed_at IS NULL ORDER BY r.id LIMIT 1000");
    Ok(sqlx::query_as(AssertSqlSafe(sql)).fetch_all(connection).await?)
}

/// A report by its number.
pub async fn by_id(connection: &mut AnyConnection, id: ReportId) -> Result<Option<ReportRow>, Error> {
    let sql = format!("{REPORT} WHERE r.id = $1");
    Ok(sqlx::query_as(AssertSqlSafe(sql)).bind(id.0).fetch_optional(connection).await?)
}

/// Closes a report.
pub async fn close(connection: &mut AnyConnection, id: ReportId, now: Timestamp) -> Result<(), Error> {
    let sql = "UPDATE reports SET closed_at = $2 WHERE id = $1";
    sqlx::query(sql).bind(id.0).bind(now.0).execute(connection).await?;
    Ok(())
}

/// Something that the operator did.
#[derive(Clone, Debug, FromRow)]
pub struct LogRow {
    /// When.
    pub at: i64,
    /// What.
    pub action: String,
    /// About which report, if about one.
    pub report_id: Option<i64>,
    /// To whom or what.
    pub subject: String,
    /// Why.
    pub note: String,
}

/// Notes what the operator did.
pub async fn log(connection: &mut AnyConnection, id: i64, row: &LogRow) -> Result<(), Error> {
    sqlx::query("INSERT INTO operator_log (id, at, action, report_id, subject, note) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(id)
        .bind(row.at)
        .bind(&row.action)
        .bind(row.report_id)
        .bind(&row.subject)
        .bind(&row.note)
        .execute(connection)
        .await?;
    Ok(())
}

/// What the operator did, the first first.
pub async fn read_log(connection: &mut AnyConnection) -> Result<Vec<LogRow>, Error> {
    let sql = "SELECT at, action, report_id, subject, note FROM operator_log ORDER BY id";
    Ok(sqlx::query_as(sql).fetch_all(connection).await?)
}

/// The number of the last thing that the operator did.
pub async fn last_act(connection: &mut AnyConnection) -> Result<i64, Error> {
    let sql = "SELECT COALESCE(MAX(id), 0) FROM operator_log";
    Ok(sqlx::query_scalar(sql).fetch_one(connection).await?)
}
