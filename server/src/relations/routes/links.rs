//! Handlers for links that make people friends.

use life_circle_wire::links::{
    CreateLink, FollowLink, Link, LinkTarget, Links, ListLinks, ReadLink, RevokeLink,
};
use life_circle_wire::notifications::NotificationKind;
use life_circle_wire::people::Relation;
use life_circle_wire::person::Person;
use life_circle_wire::{ErrorCode, LinkId, Nothing, PersonId, Timestamp, limits};

use super::requests::tell;
use crate::app::App;
use crate::http::call::Call;
use crate::people::sql::people;
use crate::platform::db::Write;
use crate::relations::sql::links::FoundLink;
use crate::relations::sql::{blocks, departures, friends, links};
use crate::{Error, clock, relations};

pub async fn list_links(call: Call<ListLinks>) -> Result<Links, Error> {
    let items = links::list_links(
        &mut *call.app.database.read().await?,
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
            let lapses_at = Timestamp(now.0 + 3_600_000 * i64::from(request.lifetime.hours()));
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
    call.app.limits.check_sign_in(call.address, None)?;
    let viewer = call.session.map(|session| session.person);
    Ok(resolve(&call.app, viewer, &call.request.secret).await?.1)
}

/// Finds a link that can be followed. Fails with `LinkGone` if it is unknown, expired or used up.
pub async fn open(app: &App, secret: &str) -> Result<FoundLink, Error> {
    let found = links::find_link(&mut *app.database.read().await?, secret, clock::now()).await?;
    found
        .filter(|link| !link.is_used_up())
        .ok_or_else(|| ErrorCode::LinkGone.into())
}

/// A link and where it leads, if the viewer may find its owner. A viewer who followed the link
/// finds it even when it is used up.
async fn resolve(
    app: &App,
    viewer: Option<PersonId>,
    secret: &str,
) -> Result<(FoundLink, LinkTarget), Error> {
    let mut read = app.database.read().await?;
    let link = links::find_link(&mut read, secret, clock::now())
        .await?
        .ok_or(ErrorCode::LinkGone)?;
    let target = match (link.owner_id.map(PersonId), viewer) {
        (None, _) => LinkTarget {
            person: None,
            relation: None,
        },
        (Some(owner), None) => {
            if departures::read_absence(&mut read, owner).await?.is_away() {
                return Err(ErrorCode::LinkGone.into());
            }
            let account = people::find_account(&mut read, owner)
                .await?
                .ok_or(ErrorCode::LinkGone)?;
            LinkTarget {
                // Only signed-in people get the picture.
                person: Some(Person {
                    avatar: None,
                    ..account.into_me().person
                }),
                relation: None,
            }
        }
        (Some(owner), Some(viewer)) => {
            let person = people::find_person_by_id(&mut read, viewer, owner)
                .await?
                .ok_or(ErrorCode::LinkGone)?;
            let relation = people::read_relation(&mut read, viewer, clock::now(), owner).await?;
            LinkTarget {
                person: Some(person),
                relation: Some(relation),
            }
        }
    };
    let led_here = match (viewer, link.owner_id) {
        (Some(viewer), None) => links::has_followed(&mut read, link, viewer).await?,
        _ => target.relation == Some(Relation::Friend),
    };
    if link.is_used_up() && !led_here {
        return Err(ErrorCode::LinkGone.into());
    }
    Ok((link, target))
}

pub async fn follow_link(call: Call<FollowLink>) -> Result<LinkTarget, Error> {
    let app = &call.app;
    let viewer = call.viewer();
    let (link, target) = resolve(app, Some(viewer), &call.request.secret).await?;
    let owner = link.owner_id.map(PersonId).ok_or(ErrorCode::LinkGone)?;
    match target.relation {
        Some(Relation::Friend) => return Ok(target),
        Some(Relation::Me) => return Err(ErrorCode::SelfRequest.into()),
        _ => {}
    }
    let mut write = app.database.write().await?;
    write.lock_people(&[viewer.0, owner.0]).await?;
    befriend_owner(app, &mut write, viewer, link).await?;
    write.commit().await?;
    Ok(LinkTarget {
        relation: Some(Relation::Friend),
        ..target
    })
}

/// Makes the viewer a friend of the link's owner, and counts the use of the link. A link of the
/// operator has no owner: its use is only counted. Fails with `LinkGone`. Call
/// [`Write::lock_people`] with both people first.
pub async fn befriend_owner(
    app: &App,
    write: &mut Write,
    viewer: PersonId,
    link: FoundLink,
) -> Result<(), Error> {
    let now = clock::now();
    let Some(owner) = link.owner_id.map(PersonId) else {
        return if links::follow_link(write, link, viewer, now).await? {
            Ok(())
        } else {
            Err(ErrorCode::LinkGone.into())
        };
    };
    if friends::find_friends_since(write, viewer, owner)
        .await?
        .is_some()
    {
        return Ok(());
    }
    let is_away = departures::read_absence(write, owner).await?.is_away();
    if is_away
        || blocks::has_block_between(write, viewer, owner).await?
        || !links::follow_link(write, link, viewer, now).await?
    {
        return Err(ErrorCode::LinkGone.into());
    }
    relations::befriend(write, viewer, owner, now, app.config.friends_most).await?;
    tell(
        write,
        NotificationKind::Acceptance,
        viewer,
        owner,
        now.0,
        now,
    )
    .await
}
