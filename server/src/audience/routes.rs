//! Handlers for the audiences of the viewer's moments.

use std::collections::BTreeSet;

use axum::Router;
use life_circle_wire::audience::{
    AudienceChange, AudienceMember, AudiencePreview, ChangeAudience, PreviewAudience, ReadAudience,
};
use life_circle_wire::{ErrorCode, MomentId};

use super::changing;
use super::sql::changes::AffectedMoments;
use super::sql::chosen::is_for_all;
use super::sql::members;
use crate::app::App;
use crate::http::call::Call;
use crate::http::mounting::Mount as _;
use crate::people::sql::privacy;
use crate::{Error, clock};

/// The endpoints of this domain.
pub fn router() -> Router<App> {
    Router::new()
        .mount(preview_audience)
        .mount(read_audience)
        .mount(change_audience)
}

async fn preview_audience(call: Call<PreviewAudience>) -> Result<AudiencePreview, Error> {
    let viewer = call.viewer();
    let request = &call.request;
    let mut read = call.app.database.read_long().await?;
    let friends =
        members::list_members(&mut read, viewer, request.audience, &request.chosen).await?;
    let is_open = is_for_all(request.audience, &request.chosen)
        && privacy::read_privacy(&mut read, viewer)
            .await?
            .is_open_to_strangers;
    Ok(preview(friends, is_open))
}

async fn read_audience(call: Call<ReadAudience>) -> Result<AudiencePreview, Error> {
    let mut read = call.app.database.read_long().await?;
    let members =
        members::find_moment_members(&mut read, call.viewer(), call.argument, clock::now()).await?;
    let (friends, is_open) = members.ok_or(ErrorCode::NotFound)?;
    Ok(preview(friends, is_open))
}

fn preview(friends: Vec<AudienceMember>, is_open: bool) -> AudiencePreview {
    AudiencePreview {
        count: friends.iter().filter(|friend| friend.sees).count() as u32,
        is_open,
        friends,
    }
}

async fn change_audience(call: Call<ChangeAudience>) -> Result<AudienceChange, Error> {
    let author = call.viewer();
    let now = clock::now();
    let request = &call.request;
    let named: BTreeSet<MomentId> = request.moments.iter().copied().collect();
    let named: Vec<MomentId> = named.into_iter().collect();
    let affected = match (named.as_slice(), request.until) {
        ([], until) => AffectedMoments::Until(until.unwrap_or(now)),
        (ids, _) => AffectedMoments::Named(ids),
    };
    if request.is_dry_run {
        let mut read = call.app.database.read_long().await?;
        return changing::read_impact(&mut read, author, &affected, request, now).await;
    }
    let new_id = call.app.ids.make();
    let mut write = call.app.database.write().await?;
    let change =
        changing::change_audience(&mut write, author, &affected, request, new_id, now).await?;
    write.commit().await?;
    Ok(change)
}
