//! Handlers for the audiences of the viewer's moments.

use std::collections::BTreeSet;

use axum::Router;
use life_circle_wire::audience::{
    Audience, AudienceChange, AudienceMember, AudiencePreview, ChangeAudience, Chosen,
    PreviewAudience, ReadAudience,
};
use life_circle_wire::{ErrorCode, MomentId, PersonId, Refusal};
use sqlx::AnyConnection;

use super::sql::changes::Which;
use super::sql::{audiences, changes, members};
use crate::app::App;
use crate::http::call::Call;
use crate::http::mounting::Mount as _;
use crate::people::sql::privacy;
use crate::rules::sight;
use crate::{Error, clock};

/// The endpoints of this domain.
pub fn router() -> Router<App> {
    Router::new()
        .mount(preview_audience)
        .mount(read_audience)
        .mount(change_audience)
}

pub async fn preview_audience(call: Call<PreviewAudience>) -> Result<AudiencePreview, Error> {
    let viewer = call.viewer();
    let request = &call.request;
    let mut read = call.app.database.read().await?;
    let friends =
        members::list_members(&mut read, viewer, request.audience, &request.chosen).await?;
    let is_open = is_for_all(request.audience, &request.chosen)
        && privacy::read_privacy(&mut read, viewer)
            .await?
            .is_open_to_strangers;
    Ok(preview(friends, is_open))
}

/// Whether an audience is all friends, including later ones. Strangers can see only such moments.
fn is_for_all(audience: Audience, chosen: &Chosen) -> bool {
    audience == Audience::Friends && !chosen.is_frozen(audience)
}

pub async fn read_audience(call: Call<ReadAudience>) -> Result<AudiencePreview, Error> {
    let mut read = call.app.database.read().await?;
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

pub async fn change_audience(call: Call<ChangeAudience>) -> Result<AudienceChange, Error> {
    let author = call.viewer();
    let now = clock::now();
    let request = &call.request;
    let named: BTreeSet<MomentId> = request.moments.iter().copied().collect();
    let named: Vec<MomentId> = named.into_iter().collect();
    let which = match (named.as_slice(), request.until) {
        ([], until) => Which::Until(until.unwrap_or(now)),
        (ids, _) => Which::Named(ids),
    };
    let compared = async |connection: &mut AnyConnection| {
        let friends =
            members::list_members(connection, author, request.audience, &request.chosen).await?;
        let reached: Vec<PersonId> = friends
            .iter()
            .filter(|friend| friend.sees)
            .map(|friend| friend.person)
            .collect();
        let is_for_all = is_for_all(request.audience, &request.chosen);
        let change =
            changes::compare_audiences(connection, author, now, &which, &reached, is_for_all)
                .await?;
        change.ok_or_else(|| {
            Error::from(Refusal {
                code: ErrorCode::NotFound,
                field: "moments",
            })
        })
    };
    if request.is_dry_run {
        return compared(&mut *call.app.database.read().await?).await;
    }
    let mut write = call.app.database.write().await?;
    write.lock_people(&[author.0]).await?;
    let change = compared(&mut write).await?;
    let id = audiences::find_or_insert_audience(
        &mut write,
        author,
        call.app.ids.make(),
        request.audience,
        &request.chosen,
    )
    .await?;
    changes::set_audience(&mut write, author, &which, request.audience, id).await?;
    sight::tell_friends(
        &mut write,
        author,
        change.gaining.iter().chain(&change.losing).copied(),
    );
    write.commit().await?;
    Ok(change)
}
