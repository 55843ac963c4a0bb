//! Handlers for moments, their likes, albums and topics.

use life_circle_wire::moments::{
    Likes, ListAlbum, ListLikes, ListTopic, Moment, MomentsPage, PostMoment, ReadMoment, SetLike,
    SetMomentDeleted, SetMomentText, ViewMyAlbumAs,
};
use life_circle_wire::people::PeoplePage;
use life_circle_wire::search::{Months, ReadMonths, SearchMoments};
use life_circle_wire::{ErrorCode, MomentId, Nothing};

use crate::audience::sql::audiences;
use crate::http::call::Call;
use crate::http::cursors;
use crate::moments::searching::search;
use crate::moments::sql::likes::NewLike;
use crate::moments::sql::writing::NewMoment;
use crate::moments::sql::{likes, moments, topics};
use crate::moments::{deleting, editing, posting, reacting};
use crate::people::names;
use crate::people::sql::people;
use crate::platform::db::Write;
use crate::{Error, clock};

pub async fn post_moment(call: Call<PostMoment>) -> Result<Moment, Error> {
    let author = call.viewer();
    call.app.rate_limits.check_moment(author)?;
    let new_id = call.app.ids.make();
    let mut write = call.app.database.write().await?;
    write.lock_people(&[author.0]).await?;
    let id = write
        .once(&call.key(), new_id, async |write| {
            post_requested(&call, write, MomentId(new_id)).await
        })
        .await?;
    let moment = moments::find_moment(&mut write, author, MomentId(id)).await?;
    write.commit_found(moment).await
}

/// Posts the moment of a request under this id.
async fn post_requested(
    call: &Call<PostMoment>,
    write: &mut Write,
    id: MomentId,
) -> Result<(), Error> {
    let author = call.viewer();
    let request = &call.request;
    let now = clock::now();
    let audience_id = audiences::find_or_insert_audience(
        write,
        author,
        call.app.ids.make(),
        request.audience,
        &request.chosen,
    )
    .await?;
    let new = NewMoment {
        id,
        author,
        text: request.text.trim(),
        place: &names::one_line(&request.place),
        audience: request.audience,
        audience_id,
        created_at: now,
        edit_until: now.plus_ms(clock::minutes_ms(call.app.config.edit_minutes)),
    };
    posting::post(write, &new, &request.photos, &request.reminded).await
}

pub async fn read_moment(call: Call<ReadMoment>) -> Result<Moment, Error> {
    let moment = moments::find_moment(
        &mut call.app.database.read().await?,
        call.viewer(),
        call.argument,
    )
    .await?;
    moment.ok_or_else(|| ErrorCode::NotFound.into())
}

pub async fn set_moment_text(call: Call<SetMomentText>) -> Result<Moment, Error> {
    let author = call.viewer();
    let id = call.argument;
    let text = call.request.text.trim();
    let now = clock::now();
    let mut write = call.app.database.write().await?;
    editing::set_text(&mut write, author, id, text, now).await?;
    let moment = moments::find_moment(&mut write, author, id).await?;
    write.commit_found(moment).await
}

pub async fn set_moment_deleted(call: Call<SetMomentDeleted>) -> Result<Nothing, Error> {
    let author = call.viewer();
    let is_deleted = call.request.deleted;
    let now = clock::now();
    let mut write = call.app.database.write().await?;
    deleting::set_deleted(&mut write, author, call.argument, is_deleted, now).await?;
    write.commit().await?;
    Ok(Nothing {})
}

pub async fn set_like(call: Call<SetLike>) -> Result<Likes, Error> {
    let viewer = call.viewer();
    let moment = call.argument;
    let mut write = call.app.database.write().await?;
    let moment_author = moments::authorize_reaction(&mut write, viewer, moment).await?;
    if call.request.liked {
        let new = NewLike {
            id: call.app.ids.make(),
            moment,
            moment_author,
            person: viewer,
        };
        reacting::like(&mut write, &new, clock::now()).await?;
    } else {
        reacting::unlike(&mut write, moment, moment_author, viewer).await?;
    }
    let likes = likes::read_likes(&mut write, viewer, moment).await?;
    write.commit().await?;
    Ok(likes)
}

pub async fn list_likes(call: Call<ListLikes>) -> Result<PeoplePage, Error> {
    let after = cursors::decode(call.query.cursor.as_ref(), 0)?;
    let limit = call.query.limit();
    let mut read = call.app.database.read().await?;
    moments::find_visible_author(&mut read, call.viewer(), call.argument)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    let found =
        likes::list_likers(&mut read, call.viewer(), call.argument, after, limit + 1).await?;
    let (items, next) = cursors::cut(found, limit);
    Ok(PeoplePage { items, next })
}

pub async fn list_album(call: Call<ListAlbum>) -> Result<MomentsPage, Error> {
    let before = cursors::decode(call.query.cursor.as_ref(), i64::MAX)?;
    let viewer = call.viewer();
    let limit = call.query.limit();
    let mut read = call.app.database.read().await?;
    let person = people::find_person(&mut read, viewer, &call.argument)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    let ids = moments::list_album(&mut read, viewer, person.id, before, limit + 1).await?;
    let (ids, next) = cursors::cut_by(ids, limit, |id| id);
    let mut items = moments::list_visible(&mut read, viewer, &ids).await?;
    moments::complete_moments(&mut read, viewer, &mut items).await?;
    Ok(MomentsPage { items, next })
}

pub async fn read_months(call: Call<ReadMonths>) -> Result<Months, Error> {
    let viewer = call.viewer();
    let mut read = call.app.database.read_long().await?;
    let person = people::find_person(&mut read, viewer, &call.argument)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    let ahead_ms = i64::from(call.query.ahead) * 60_000;
    let days = moments::count_by_day(&mut read, viewer, person.id, ahead_ms).await?;
    Ok(Months::of_days(days))
}

pub async fn view_my_album_as(call: Call<ViewMyAlbumAs>) -> Result<MomentsPage, Error> {
    let before = cursors::decode(call.query.cursor.as_ref(), i64::MAX)?;
    let author = call.viewer();
    let limit = call.query.limit();
    let mut read = call.app.database.read().await?;
    let person = people::find_person(&mut read, author, &call.argument)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    let ids = moments::list_album(&mut read, person.id, author, before, limit + 1).await?;
    let (ids, next) = cursors::cut_by(ids, limit, |id| id);
    let mut items = moments::list_visible(&mut read, person.id, &ids).await?;
    moments::load_photos(&mut read, &mut items).await?;
    // What the other person keeps to themselves: their remark about the viewer, and what they mute.
    for moment in &mut items {
        moment.author.remark = String::new();
        moment.is_muted = false;
    }
    Ok(MomentsPage { items, next })
}

pub async fn list_topic(call: Call<ListTopic>) -> Result<MomentsPage, Error> {
    let before = cursors::decode(call.query.cursor.as_ref(), i64::MAX)?;
    let viewer = call.viewer();
    let limit = call.query.limit();
    let mut read = call.app.database.read_long().await?;
    let ids = topics::list_in_feed(&mut read, viewer, &call.argument, before, limit + 1).await?;
    let (ids, next) = cursors::cut_by(ids, limit, |id| id);
    let mut items = moments::list_visible(&mut read, viewer, &ids).await?;
    moments::complete_moments(&mut read, viewer, &mut items).await?;
    Ok(MomentsPage { items, next })
}

pub async fn search_moments(call: Call<SearchMoments>) -> Result<MomentsPage, Error> {
    let viewer = call.viewer();
    call.app.rate_limits.check_search(viewer)?;
    let before = cursors::decode(call.query.cursor.as_ref(), i64::MAX)?;
    let mut read = call.app.database.read_long().await?;
    let author = match &call.query.author {
        Some(handle) => {
            let person = people::find_person(&mut read, viewer, handle).await?;
            Some(person.ok_or(ErrorCode::NotFound)?.id)
        }
        None => None,
    };
    if call.query.is_empty() {
        return Ok(MomentsPage::default());
    }
    let limit = call.query.limit();
    let found = search(&mut read, viewer, &call.query, author, before, limit + 1).await?;
    let (mut items, next) = cursors::cut_by(found, limit, |moment| &moment.id.0);
    moments::complete_moments(&mut read, viewer, &mut items).await?;
    Ok(MomentsPage { items, next })
}
