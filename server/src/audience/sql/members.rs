//! The friends whom an audience reaches, each with the reason.

use life_circle_wire::audience::{Audience, AudienceMember, Chosen};
use life_circle_wire::visibility::{Circle, MomentFacts};
use life_circle_wire::{ErrorCode, MomentId, PersonId, Refusal, TagId, Timestamp};
use serde::Deserialize;

use super::chosen::{decode_audience, list_chosen};
use crate::Error;
use crate::people::sql::privacy;
use crate::platform::db::{Connection, Sql, sql};
use crate::rules::visibility::IS_OPEN;

/// Says for every friend of an author whether an audience reaches them now, and why. Refuses tags
/// that the author doesn't have, or no longer has: to ignore a tag of an "all except" audience
/// would show a moment to people whom the tag excludes.
pub async fn list_members(
    connection: &mut Connection,
    author: PersonId,
    audience: Audience,
    chosen: &Chosen,
) -> Result<Vec<AudienceMember>, Error> {
    let chosen = chosen.of(audience);
    if !chosen.tags.is_empty() {
        let sql = "SELECT id FROM tags WHERE owner_id = $1";
        let mine: Vec<i64> = Sql::new(sql)
            .bind(author.0)
            .fetch_scalars(connection)
            .await?;
        if !chosen.tags.iter().all(|tag| mine.contains(&tag.0)) {
            return Err(Refusal {
                code: ErrorCode::TagGone,
                field: "audience",
            }
            .into());
        }
    }
    let (friends, circle) = read_circle(connection, author).await?;
    let moment = MomentFacts {
        author,
        audience,
        chosen,
        // Frozen or live makes no difference here: at first both reach the same friends.
        frozen: None,
        created_at: Timestamp(0),
        is_newest: true,
        is_deleted: false,
    };
    Ok(friends
        .into_iter()
        .map(|person| moment.member(person, &circle))
        .collect())
}

#[derive(Deserialize)]
struct MomentAudienceRow {
    audience: String,
    audience_id: Option<i64>,
    kind: Option<String>,
    created_at: i64,
    is_open: i64,
}

/// Says for every friend of an author whether they see this moment now, and why. The flag says
/// whether strangers see it, too. `None` if the author has no such moment.
pub async fn find_moment_members(
    connection: &mut Connection,
    author: PersonId,
    moment: MomentId,
    now: Timestamp,
) -> Result<Option<(Vec<AudienceMember>, bool)>, Error> {
    let sql = sql!(
        "SELECT m.audience, m.audience_id,
             (SELECT a.kind FROM audiences a WHERE a.id = m.audience_id) AS kind,
             m.created_at, CASE WHEN {IS_OPEN} THEN 1 ELSE 0 END AS is_open
         FROM moments m
         WHERE m.id = $3 AND m.author_id = $1 AND m.deleted_at IS NULL"
    );
    let sql = sql.bind(author.0).now(now).bind(moment.0);
    let Some(row): Option<MomentAudienceRow> = sql.fetch_optional(connection).await? else {
        return Ok(None);
    };
    let ids: Vec<i64> = row.audience_id.into_iter().collect();
    let chosen = list_chosen(connection, &ids)
        .await?
        .into_values()
        .next()
        .unwrap_or_default();
    let audience = decode_audience(&row.audience, row.kind.as_deref())?;
    let frozen = if row.audience_id.is_some() && chosen.is_frozen(audience) {
        let sql = "SELECT person_id FROM audience_readers WHERE audience_id = $1";
        let readers: Vec<i64> = Sql::new(sql)
            .bind(row.audience_id)
            .fetch_scalars(connection)
            .await?;
        Some(readers.into_iter().map(PersonId).collect())
    } else {
        None
    };
    let (friends, mut circle) = read_circle(connection, author).await?;
    circle.set_shows_since(
        author,
        privacy::read_privacy(connection, author)
            .await?
            .album_window
            .begins_at(now),
    );
    let created_at = Timestamp(row.created_at);
    let moment = MomentFacts {
        author,
        audience,
        chosen,
        frozen,
        created_at,
        is_newest: row.is_open == 1,
        is_deleted: false,
    };
    let members = friends
        .into_iter()
        .map(|person| moment.member(person, &circle))
        .collect();
    Ok(Some((members, row.is_open == 1)))
}

/// An author's friends, and the facts about them that the visibility rule needs.
async fn read_circle(
    connection: &mut Connection,
    author: PersonId,
) -> Result<(Vec<PersonId>, Circle), Error> {
    let mut circle = Circle::default();
    let sql = "SELECT friend_id FROM friendships WHERE person_id = $1";
    let friends: Vec<i64> = Sql::new(sql)
        .bind(author.0)
        .fetch_scalars(connection)
        .await?;
    let friends: Vec<PersonId> = friends.into_iter().map(PersonId).collect();
    for friend in &friends {
        circle.set_friends(author, *friend, true);
    }
    let sql = "SELECT friend_id FROM friend_details WHERE person_id = $1 AND hides_mine = 1";
    let hidden: Vec<i64> = Sql::new(sql)
        .bind(author.0)
        .fetch_scalars(connection)
        .await?;
    for friend in hidden {
        circle.set_hidden(author, PersonId(friend), true);
    }
    let sql = "SELECT c.tag_id, c.friend_id FROM tagged c
               JOIN tags t ON t.id = c.tag_id
               WHERE t.owner_id = $1";
    let tagged: Vec<(i64, i64)> = Sql::new(sql).bind(author.0).fetch_all(connection).await?;
    for (tag, friend) in tagged {
        circle.set_tagged(TagId(tag), PersonId(friend), true);
    }
    Ok((friends, circle))
}
