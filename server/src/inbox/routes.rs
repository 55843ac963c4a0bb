//! Handlers for notifications.

use axum::Router;
use life_circle_wire::notifications::{
    ListNotifications, NotificationsPage, SetMomentMuted, SetNotificationsSeen,
};
use life_circle_wire::{ErrorCode, Nothing};

use super::sql::notifications;
use crate::app::App;
use crate::http::call::Call;
use crate::http::cursors;
use crate::http::mounting::Mount as _;
use crate::moments::sql::moments;
use crate::{Error, clock};

/// The endpoints of this domain.
pub fn router() -> Router<App> {
    Router::new()
        .mount(list_notifications)
        .mount(set_notifications_seen)
        .mount(set_moment_muted)
}

async fn list_notifications(call: Call<ListNotifications>) -> Result<NotificationsPage, Error> {
    let before = cursors::decode(call.query.cursor.as_ref(), i64::MAX)?;
    let limit = call.query.limit();
    let mut read = call.app.database.read().await?;
    let found = notifications::list_notifications(
        &mut read,
        call.viewer(),
        clock::now(),
        before,
        limit + 1,
    )
    .await?;
    let seen = notifications::read_seen(&mut read, call.viewer()).await?;
    let (items, next) = cursors::cut_by(found, limit, |notification| &notification.number);
    Ok(NotificationsPage { items, seen, next })
}

async fn set_notifications_seen(call: Call<SetNotificationsSeen>) -> Result<Nothing, Error> {
    let mut write = call.app.database.write().await?;
    notifications::set_seen(&mut write, call.viewer(), call.request.number).await?;
    write.commit().await?;
    Ok(Nothing {})
}

async fn set_moment_muted(call: Call<SetMomentMuted>) -> Result<Nothing, Error> {
    let viewer = call.viewer();
    let moment = call.argument;
    let mut write = call.app.database.write().await?;
    moments::find_visible_author(&mut write, viewer, moment)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    notifications::set_muted(&mut write, viewer, moment, call.request.muted).await?;
    write.commit().await?;
    Ok(Nothing {})
}
