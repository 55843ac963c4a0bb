//! The handler for reports to the operator.

use axum::Router;
use life_circle_wire::reports::Report;
use life_circle_wire::{ErrorCode, Nothing, ReportId, limits};

use super::sql::reports;
use super::sql::reports::NewReport;
use crate::app::App;
use crate::http::call::Call;
use crate::http::mounting::Mount as _;
use crate::{Error, clock};

/// The endpoints of this domain.
pub fn router() -> Router<App> {
    Router::new().mount(report)
}

pub async fn report(call: Call<Report>) -> Result<Nothing, Error> {
    let reporter = call.viewer();
    let request = &call.request;
    let mut write = call.app.database.write().await?;
    let id = ReportId(call.app.ids.make());
    write
        .once(&call.key(), id.0, async |write| {
            let shown = reports::find_reported(write, reporter, &request.about)
                .await?
                .ok_or(ErrorCode::NotFound)?;
            let (waiting, is_known) =
                reports::count_open_reports(write, reporter, request, &shown).await?;
            if is_known {
                // The same report is open already: the operator looks at it once.
                return Ok(());
            }
            if waiting >= limits::REPORTS_MOST {
                return Err(ErrorCode::TooManyReports.into());
            }
            let new = NewReport {
                id,
                reporter,
                request,
                shown: &shown,
                created_at: clock::now(),
            };
            reports::insert_report(write, &new).await
        })
        .await?;
    write.commit().await?;
    Ok(Nothing {})
}
