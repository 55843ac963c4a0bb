//! Links: finds where a link leads, and makes somebody who follows it a friend of its owner.

use life_circle_wire::links::LinkTarget;
use life_circle_wire::people::Relation;
use life_circle_wire::person::Person;
use life_circle_wire::{ErrorCode, PersonId};

use super::befriend;
use super::sql::links::FoundLink;
use super::sql::{blocks, departures, friends, links};
use crate::app::App;
use crate::people::sql::people;
use crate::platform::db::{Connection, Write};
use crate::{Error, clock};

/// Finds a link that can be followed. Fails with `LinkGone` if it is unknown, expired or used up.
pub async fn find_open_link(app: &App, secret: &str) -> Result<FoundLink, Error> {
    let found = links::find_link(&mut app.database.read().await?, secret, clock::now()).await?;
    found
        .filter(|link| !link.is_used_up())
        .ok_or_else(|| ErrorCode::LinkGone.into())
}

/// A link and where it leads, if the viewer may find its owner. A viewer who followed the link
/// finds it even when it is used up. Otherwise fails with `LinkGone`.
pub async fn resolve(
    app: &App,
    viewer: Option<PersonId>,
    secret: &str,
) -> Result<(FoundLink, LinkTarget), Error> {
    let mut read = app.database.read().await?;
    let link = links::find_link(&mut read, secret, clock::now())
        .await?
        .ok_or(ErrorCode::LinkGone)?;
    let owner = link.owner_id.map(PersonId);
    let target = read_target(&mut read, owner, viewer).await?;
    let led_here = match (viewer, owner) {
        (Some(viewer), None) => links::has_followed(&mut read, link, viewer).await?,
        _ => target.relation == Some(Relation::Friend),
    };
    if link.is_used_up() && !led_here {
        return Err(ErrorCode::LinkGone.into());
    }
    Ok((link, target))
}

/// Where a link of this owner leads; a link of the operator leads to nobody. Fails with `LinkGone`
/// if the owner is hidden from the viewer.
async fn read_target(
    connection: &mut Connection,
    owner: Option<PersonId>,
    viewer: Option<PersonId>,
) -> Result<LinkTarget, Error> {
    let Some(owner) = owner else {
        return Ok(LinkTarget {
            person: None,
            relation: None,
        });
    };
    let Some(viewer) = viewer else {
        if departures::read_absence(connection, owner).await?.is_away() {
            return Err(ErrorCode::LinkGone.into());
        }
        let account = people::find_account(connection, owner)
            .await?
            .ok_or(ErrorCode::LinkGone)?;
        return Ok(LinkTarget {
            // Only signed-in people get the picture.
            person: Some(Person {
                avatar: None,
                ..account.into_me().person
            }),
            relation: None,
        });
    };
    let person = people::find_person_by_id(connection, viewer, owner)
        .await?
        .ok_or(ErrorCode::LinkGone)?;
    let relation = people::read_relation(connection, viewer, clock::now(), owner).await?;
    Ok(LinkTarget {
        person: Some(person),
        relation: Some(relation),
    })
}

/// Makes the viewer a friend of the link's owner. Fails with `LinkGone` for a link of the operator,
/// which only lets people sign up, and with `SelfRequest` for a link of the viewer.
pub async fn follow(app: &App, viewer: PersonId, secret: &str) -> Result<LinkTarget, Error> {
    let (link, target) = resolve(app, Some(viewer), secret).await?;
    if link.owner_id.is_none() {
        return Err(ErrorCode::LinkGone.into());
    }
    match target.relation {
        Some(Relation::Friend) => return Ok(target),
        Some(Relation::Me) => return Err(ErrorCode::SelfRequest.into()),
        _ => {}
    }
    let mut write = app.database.write().await?;
    befriend_owner(&mut write, app, viewer, link).await?;
    write.commit().await?;
    Ok(LinkTarget {
        relation: Some(Relation::Friend),
        ..target
    })
}

/// Makes somebody a friend of the link's owner, and counts the use of the link. A link of the
/// operator has no owner: its use is only counted. Fails with `LinkGone`.
pub async fn befriend_owner(
    write: &mut Write,
    app: &App,
    person: PersonId,
    link: FoundLink,
) -> Result<(), Error> {
    let now = clock::now();
    let Some(owner) = link.owner_id.map(PersonId) else {
        return if links::follow_link(write, link, person, now).await? {
            Ok(())
        } else {
            Err(ErrorCode::LinkGone.into())
        };
    };
    write.lock_people(&[person.0, owner.0]).await?;
    if friends::are_friends(write, person, owner).await? {
        return Ok(());
    }
    let is_away = departures::read_absence(write, owner).await?.is_away();
    if is_away
        || blocks::has_block_between(write, person, owner).await?
        || !links::follow_link(write, link, person, now).await?
    {
        return Err(ErrorCode::LinkGone.into());
    }
    befriend(write, person, owner, now, app.config.friends_most).await
}
