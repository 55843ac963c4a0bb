//! Reports to the operator.

use life_circle_wire::person::Person;
use life_circle_wire::reports::{ReportRequest, Reported};
use life_circle_wire::{CommentId, Handle, MomentId, PersonId, ReportId, Timestamp};
use serde::Deserialize;

use crate::Error;
use crate::moments::sql::{comments, moments};
use crate::people::sql::people;
use crate::platform::db::{Connection, Sql, encode_enum, sql};
use crate::relations::sql::blocks;

/// A report as the operator reads it.
#[derive(Clone, Debug, Deserialize)]
pub struct ReportRow {
    /// The report's number.
    pub id: i64,
    /// The reporter's handle; `None` once their account is deleted.
    pub reporter: Option<String>,
    /// The id of the reported person.
    pub person_id: i64,
    /// The person's handle at the time of the report.
    pub handle: String,
    /// The moment, if the report is about one.
    pub moment_id: Option<i64>,
    /// The comment, if the report is about one.
    pub comment_id: Option<i64>,
    /// The reported text at the time of the report.
    pub text: String,
    /// The reason for the report.
    pub reason: String,
    /// The reporter's own words.
    pub note: String,
    /// When it was sent, in milliseconds since 1970.
    pub created_at: i64,
    /// When the operator closed it; `None` while it is open.
    pub closed_at: Option<i64>,
}

/// The content that is reported, besides its photos.
pub struct ReportedContent {
    /// The person who is reported, or who wrote it.
    pub person: PersonId,
    /// The person's handle.
    pub handle: String,
    /// The text of the moment or comment; for a person, their name and their line about themselves.
    pub text: String,
}

/// The content that the viewer reports; `None` if the viewer can't see it, or if it is their own.
pub async fn find_reported(
    connection: &mut Connection,
    viewer: PersonId,
    about: &Reported,
) -> Result<Option<ReportedContent>, Error> {
    let (person, text) = match about {
        Reported::Person(handle) => match find_reported_person(connection, viewer, handle).await? {
            Some(person) => {
                let sql = "SELECT about FROM people WHERE id = $1";
                let about: String = Sql::new(sql)
                    .bind(person.id.0)
                    .fetch_scalar(connection)
                    .await?;
                let text = format!("{}\n{about}", person.display_name);
                (Some(person), text)
            }
            None => (None, String::new()),
        },
        Reported::Moment(id) => match moments::find_moment(connection, viewer, *id).await? {
            Some(moment) => (Some(moment.author), moment.text),
            None => (None, String::new()),
        },
        Reported::Comment(id) => match comments::find_comment(connection, viewer, *id).await? {
            Some(comment) => (Some(comment.author), comment.text),
            None => (None, String::new()),
        },
    };
    let person = person.filter(|person| person.id != viewer);
    Ok(person.map(|person| ReportedContent {
        person: person.id,
        handle: person.handle.to_string(),
        text,
    }))
}

/// The person with this handle, if the viewer can find them or blocks them: people often block
/// somebody just before the report.
async fn find_reported_person(
    connection: &mut Connection,
    viewer: PersonId,
    handle: &Handle,
) -> Result<Option<Person>, Error> {
    if let Some(person) = people::find_person(connection, viewer, handle).await? {
        return Ok(Some(person));
    }
    match people::find_any_person(connection, handle).await? {
        Some(person) if blocks::has_blocked(connection, viewer, person.id).await? => {
            Ok(Some(person))
        }
        _ => Ok(None),
    }
}

/// How many reports of the reporter are open, and whether one of them already says the same about
/// the same content.
pub async fn count_open_reports(
    connection: &mut Connection,
    reporter: PersonId,
    request: &ReportRequest,
    content: &ReportedContent,
) -> Result<(u32, bool), Error> {
    let (moment, comment) = extract_ids(&request.about);
    let sql = "SELECT COUNT(*),
                   COUNT(
                       CASE
                           WHEN person_id = $2 AND COALESCE(moment_id, 0) = $3
                               AND COALESCE(comment_id, 0) = $4 AND text = $5 AND reason = $6
                               AND note = $7 THEN 1
                       END)
               FROM reports
               WHERE reporter_id = $1 AND closed_at IS NULL";
    let (open, same): (i64, i64) = Sql::new(sql)
        .bind(reporter.0)
        .bind(content.person.0)
        .bind(moment.unwrap_or(0))
        .bind(comment.unwrap_or(0))
        .bind(&content.text)
        .bind(encode_enum(request.reason))
        .bind(request.note.trim())
        .fetch_one(connection)
        .await?;
    Ok((open as u32, same > 0))
}

const fn extract_ids(about: &Reported) -> (Option<i64>, Option<i64>) {
    match about {
        Reported::Person(_) => (None, None),
        Reported::Moment(MomentId(id)) => (Some(*id), None),
        Reported::Comment(CommentId(id)) => (None, Some(*id)),
    }
}

/// A new report.
pub struct NewReport<'a> {
    /// The report's number.
    pub id: ReportId,
    /// The person who reports.
    pub reporter: PersonId,
    /// The request as it was sent.
    pub request: &'a ReportRequest,
    /// The content that the reporter saw.
    pub content: &'a ReportedContent,
    /// When it is sent: now.
    pub created_at: Timestamp,
}

/// Adds a report, with the photos that its reporter sees.
pub async fn insert_report(connection: &mut Connection, new: &NewReport<'_>) -> Result<(), Error> {
    let (moment, comment) = extract_ids(&new.request.about);
    Sql::new(
        "INSERT INTO reports (
             id, reporter_id, person_id, handle, moment_id, comment_id, text, reason, note,
             created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(new.id.0)
    .bind(new.reporter.0)
    .bind(new.content.person.0)
    .bind(&new.content.handle)
    .bind(moment)
    .bind(comment)
    .bind(&new.content.text)
    .bind(encode_enum(new.request.reason))
    .bind(new.request.note.trim())
    .bind(new.created_at.0)
    .execute(connection)
    .await?;
    insert_report_photos(connection, new).await
}

/// Adds the photos of what is reported, as its reporter sees them.
async fn insert_report_photos(
    connection: &mut Connection,
    new: &NewReport<'_>,
) -> Result<(), Error> {
    let photos = match &new.request.about {
        Reported::Comment(_) => return Ok(()),
        Reported::Moment(moment) => Sql::new(
            "INSERT INTO report_photos (report_id, place, content)
             SELECT $1, place, content FROM photos WHERE moment_id = $2",
        )
        .bind(new.id.0)
        .bind(moment.0),
        // The picture, and the cover if the reporter is a friend, since only friends see covers.
        Reported::Person(_) => Sql::new(
            "INSERT INTO report_photos (report_id, place, content)
             SELECT $1, CASE WHEN ph.id = p.avatar_id THEN 0 ELSE 1 END, ph.content
             FROM people p
             JOIN photos ph ON ph.id = p.avatar_id
                 OR (
                     ph.id = p.cover_id
                     AND EXISTS (
                         SELECT 1 FROM friendships f WHERE f.person_id = $3 AND f.friend_id = p.id
                     ))
             WHERE p.id = $2",
        )
        .bind(new.id.0)
        .bind(new.content.person.0)
        .bind(new.reporter.0),
    };
    photos.execute(connection).await?;
    Ok(())
}

const REPORT: &str =
    "SELECT r.id, p.handle AS reporter, r.person_id, r.handle, r.moment_id, r.comment_id, r.text,
         r.reason, r.note, r.created_at, r.closed_at
     FROM reports r
     LEFT JOIN people p ON p.id = r.reporter_id";

/// The open reports, the oldest first; or the closed ones, the newest first. At most 1,000.
pub async fn list_reports(
    connection: &mut Connection,
    is_closed: bool,
) -> Result<Vec<ReportRow>, Error> {
    let which = if is_closed {
        "NOT NULL ORDER BY r.id DESC"
    } else {
        "NULL ORDER BY r.id"
    };
    let sql = sql!(
        "{REPORT} WHERE r.closed_at IS {which} LIMIT 1000",
        which = which
    );
    sql.fetch_all(connection).await
}

/// The content hashes that name the files of a report's photos, in their order. Empty if the report
/// is closed.
pub async fn list_photos(connection: &mut Connection, id: ReportId) -> Result<Vec<String>, Error> {
    let sql = "SELECT content FROM report_photos WHERE report_id = $1 ORDER BY place";
    Sql::new(sql).bind(id.0).fetch_scalars(connection).await
}

/// The report with this number; `None` if there is none.
pub async fn find_report(
    connection: &mut Connection,
    id: ReportId,
) -> Result<Option<ReportRow>, Error> {
    let sql = sql!("{REPORT} WHERE r.id = $1").bind(id.0);
    sql.fetch_optional(connection).await
}

/// Closes a report. The next sweep deletes its photos, unless they are used elsewhere.
pub async fn close_report(
    connection: &mut Connection,
    id: ReportId,
    now: Timestamp,
) -> Result<(), Error> {
    let sql = "UPDATE reports SET closed_at = $2 WHERE id = $1";
    Sql::new(sql)
        .bind(id.0)
        .bind(now.0)
        .execute(connection)
        .await?;
    for sql in [
        "INSERT INTO photo_garbage (content)
         SELECT DISTINCT content FROM report_photos
         WHERE report_id = $1
         ON CONFLICT (content) DO NOTHING",
        "DELETE FROM report_photos WHERE report_id = $1",
    ] {
        Sql::new(sql).bind(id.0).execute(connection).await?;
    }
    Ok(())
}

/// Deletes the reports that were closed before a time; returns their number.
pub async fn delete_closed_reports(
    connection: &mut Connection,
    before: Timestamp,
) -> Result<u64, Error> {
    Sql::new("DELETE FROM reports WHERE closed_at < $1")
        .bind(before.0)
        .execute(connection)
        .await
}
