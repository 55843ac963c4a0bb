//! Handlers for live events.

use axum::Router;
use axum::response::Response;
use life_circle_wire::events::{ReadEvents, ReadStatus, Status};

use super::sql::events;
use super::stream;
use crate::app::App;
use crate::http::call::Call;
use crate::http::mounting::Mount as _;
use crate::{Error, clock};

/// The endpoints of this domain.
pub fn router() -> Router<App> {
    Router::new().mount(read_status).mount_raw(read_events)
}

async fn read_events(call: Call<ReadEvents>) -> Result<Response, Error> {
    let last = call.last_event_id.as_ref().and_then(|id| id.parse().ok());
    stream::events(
        &call.app.live,
        call.session,
        call.address,
        last.or(call.query.after),
        last.is_some(),
    )
    .await
}

async fn read_status(call: Call<ReadStatus>) -> Result<Status, Error> {
    events::read_status(
        &mut call.app.database.read().await?,
        call.viewer(),
        clock::now(),
    )
    .await
}
