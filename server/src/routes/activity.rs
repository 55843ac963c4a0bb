//! Who liked or commented on the reader's own moments.

use life_circle_wire::Nothing;
use life_circle_wire::activity::{ActivityPage, ListActivity, SetActivitySeen};

use super::cursors;
use crate::call::Call;
use crate::db::activity;
use crate::{Error, clock};

pub async fn list_activity(call: Call<ListActivity>) -> Result<ActivityPage, Error> {
    let before = cursors::decode(call.query.cursor.as_ref(), i64::MAX)?;
    let limit = call.query.limit();
    let mut read = call.app.database.read().await?;
    let found = activity::list(&mut read, call.viewer(), before, limit + 1).await?;
    let seen_at = activity::seen_at(&mut read, call.viewer()).await?;
    let (items, next) = cursors::cut(found, limit);
    Ok(ActivityPage { items, seen_at, next })
}

pub async fn set_activity_seen(call: Call<SetActivitySeen>) -> Result<Nothing, Error> {
    let mut write = call.app.database.write().await?;
    let at = call.request.at.min(clock::now());
    activity::set_seen(&mut write, call.viewer(), at).await?;
    write.commit().await?;
    Ok(Nothing {})
}
