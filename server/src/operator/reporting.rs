//! Reports to the operator: takes them in.

use life_circle_wire::reports::ReportRequest;
use life_circle_wire::{ErrorCode, PersonId, ReportId, Timestamp, limits};

use super::sql::reports;
use super::sql::reports::NewReport;
use crate::Error;
use crate::platform::db::Connection;

/// Adds a report, unless the same one is open already: the operator looks at it once. Fails with
/// `NotFound` if the reporter can't see what is reported, and with `TooManyReports`.
pub async fn add_report(
    connection: &mut Connection,
    id: ReportId,
    reporter: PersonId,
    request: &ReportRequest,
    now: Timestamp,
) -> Result<(), Error> {
    let content = reports::find_reported(connection, reporter, &request.about)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    let (waiting, is_known) =
        reports::count_open_reports(connection, reporter, request, &content).await?;
    if is_known {
        return Ok(());
    }
    if waiting >= limits::REPORTS_MOST {
        return Err(ErrorCode::TooManyReports.into());
    }
    let new = NewReport {
        id,
        reporter,
        request,
        content: &content,
        created_at: now,
    };
    reports::insert_report(connection, &new).await
}
