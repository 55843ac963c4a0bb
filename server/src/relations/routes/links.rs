//! Handlers for links that make people friends.

use life_circle_wire::links::{
    CreateLink, FollowLink, Link, LinkTarget, Links, ListLinks, ReadLink, RevokeLink,
};
use life_circle_wire::{ErrorCode, LinkId, Nothing, limits};

use crate::http::call::Call;
use crate::relations::following;
use crate::relations::sql::links;
use crate::{Error, clock};

pub async fn list_links(call: Call<ListLinks>) -> Result<Links, Error> {
    let items = links::list_links(
        &mut call.app.database.read().await?,
        Some(call.viewer()),
        clock::now(),
    )
    .await?;
    Ok(Links { items })
}

pub async fn create_link(call: Call<CreateLink>) -> Result<Link, Error> {
    let viewer = call.viewer();
    let now = clock::now();
    let request = call.request;
    let mut write = call.app.database.write().await?;
    write.lock_people(&[viewer.0]).await?;
    let new_id = call.app.ids.make();
    let id = write
        .once(&call.key(), new_id, async |write| {
            let existing = links::list_links(write, Some(viewer), now).await?;
            if existing.len() >= limits::LINKS_MOST as usize {
                return Err(ErrorCode::TooManyLinks.into());
            }
            let lapses_at = now.plus_ms(clock::hours_ms(request.lifetime.hours()));
            let link = links::make_link(LinkId(new_id), now, lapses_at, request.people_most);
            links::insert_link(write, Some(viewer), &link).await
        })
        .await?;
    let links = links::list_links(&mut write, Some(viewer), now).await?;
    let link = links.into_iter().find(|link| link.id.0 == id);
    write.commit_found(link).await
}

pub async fn revoke_link(call: Call<RevokeLink>) -> Result<Nothing, Error> {
    let mut write = call.app.database.write().await?;
    links::delete_link(&mut write, Some(call.viewer()), call.argument).await?;
    write.commit().await?;
    Ok(Nothing {})
}

pub async fn read_link(call: Call<ReadLink>) -> Result<LinkTarget, Error> {
    call.app.rate_limits.check_sign_in(call.address, None)?;
    let viewer = call.session.map(|session| session.person);
    let (_, target) = following::resolve(&call.app, viewer, &call.request.secret).await?;
    Ok(target)
}

pub async fn follow_link(call: Call<FollowLink>) -> Result<LinkTarget, Error> {
    following::follow(&call.app, call.viewer(), &call.request.secret).await
}
