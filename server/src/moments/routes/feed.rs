//! Handlers for the feed.

use life_circle_wire::feed::{FeedPage, ReadFeed, SetFeedSeen};
use life_circle_wire::{Nothing, Timestamp};

use crate::http::call::{Call, Lasting};
use crate::http::cursors;
use crate::moments::sql::feed;
use crate::{Error, clock};

pub async fn read_feed(call: Call<ReadFeed>) -> Result<Lasting<FeedPage>, Error> {
    let before = cursors::decode(call.query.cursor.as_ref(), i64::MAX)?;
    let mut read = call.app.database.read().await?;
    let seen = feed::read_seen(&mut read, call.viewer()).await?;
    let limit = call.query.limit();
    let (items, next, until) =
        feed::list_feed(&mut read, call.viewer(), before, limit, seen.seen_moment).await?;
    let response = FeedPage {
        items,
        seen_at: seen.seen_at.map(Timestamp),
        last_arrival: seen.last_arrival,
        next: next.as_ref().map(cursors::encode),
    };
    Ok(Lasting { response, until })
}

pub async fn set_feed_seen(call: Call<SetFeedSeen>) -> Result<Nothing, Error> {
    let mut write = call.app.database.write().await?;
    feed::set_seen(
        &mut write,
        call.viewer(),
        call.request.arrival,
        clock::now(),
    )
    .await?;
    write.commit().await?;
    Ok(Nothing {})
}
