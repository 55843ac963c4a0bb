//! The handler for reports to the operator.

use axum::Router;
use life_circle_wire::reports::Report;
use life_circle_wire::{Nothing, ReportId};

use super::reporting;
use crate::app::App;
use crate::http::call::Call;
use crate::http::mounting::Mount as _;
use crate::{Error, clock};

/// The endpoints of this domain.
pub fn router() -> Router<App> {
    Router::new().mount(report)
}

async fn report(call: Call<Report>) -> Result<Nothing, Error> {
    let reporter = call.viewer();
    let mut write = call.app.database.write().await?;
    let id = ReportId(call.app.ids.make());
    write
        .once(&call.key(), id.0, async |write| {
            reporting::add_report(write, id, reporter, &call.request, clock::now()).await
        })
        .await?;
    write.commit().await?;
    Ok(Nothing {})
}
