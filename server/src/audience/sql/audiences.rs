//! Audiences that are not simply all current friends: the rows that moments share.

use std::collections::BTreeSet;

use life_circle_wire::audience::{Audience, Chosen};
use life_circle_wire::{PersonId, TagId};
use sha2::{Digest as _, Sha256};

use super::chosen::is_for_all;
use super::members::list_members;
use crate::Error;
use crate::hex::hex;
use crate::platform::db::{Connection, NAMED_MOST, Sql, Write, encode_enum};

/// Most unused audiences that one sweep deletes.
const FORGOTTEN_MOST: i64 = 1000;

/// Stores the audience of a moment and returns its id: `None` if it is for all current friends or
/// for nobody. An audience that reaches the same people for the same reasons is stored once;
/// `new_id` is for a new one.
pub async fn find_or_insert_audience(
    write: &mut Write,
    owner: PersonId,
    new_id: i64,
    audience: Audience,
    chosen: &Chosen,
) -> Result<Option<i64>, Error> {
    if is_for_all(audience, chosen) || audience == Audience::OnlyMe {
        return Ok(None);
    }
    let is_frozen = chosen.is_frozen(audience);
    let kind = encode_enum(audience);
    let members = list_members(write, owner, audience, chosen).await?;
    let named = chosen.of(audience);
    let people = list_accounts(write, &named.people).await?;
    let tags: BTreeSet<i64> = named.tags.iter().map(|tag| tag.0).collect();
    let tags: Vec<i64> = tags.into_iter().collect();
    let readers = members
        .iter()
        .filter(|member| is_frozen && member.sees)
        .map(|member| member.person.0);
    let readers: Vec<i64> = readers.collect::<BTreeSet<_>>().into_iter().collect();
    let content = hex(&Sha256::digest(format!(
        "{kind} {is_frozen} {people:?} {tags:?} {readers:?}"
    )));
    let sql = "SELECT id FROM audiences WHERE owner_id = $1 AND content = $2";
    let known: Option<i64> = Sql::new(sql)
        .bind(owner.0)
        .bind(&content)
        .fetch_optional_scalar(write)
        .await?;
    if known.is_some() {
        return Ok(known);
    }
    Sql::new(
        "INSERT INTO audiences (id, owner_id, kind, is_frozen, content)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(new_id)
    .bind(owner.0)
    .bind(kind)
    .bind(i64::from(is_frozen))
    .bind(content)
    .execute(write)
    .await?;
    for (sql, names) in [
        (
            "INSERT INTO audience_people (audience_id, person_id) VALUES $rows",
            people,
        ),
        (
            "INSERT INTO audience_tags (audience_id, tag_id) VALUES $rows",
            tags,
        ),
        (
            "INSERT INTO audience_readers (audience_id, person_id) VALUES $rows",
            readers,
        ),
    ] {
        for names in names.chunks(NAMED_MOST) {
            let sql = Sql::new(sql).bind(new_id);
            let sql = sql.rows("($1, $a)", names.iter().map(|name| [*name]));
            sql.execute(write).await?;
        }
    }
    Ok(Some(new_id))
}

/// Those of the people who have an account, friends or not, in the order of their ids. People who
/// are away or blocked stay in the list: an "all except" audience without them would show them its
/// moments once they are back.
async fn list_accounts(
    connection: &mut Connection,
    people: &[PersonId],
) -> Result<Vec<i64>, Error> {
    let mut found = BTreeSet::new();
    for people in people.chunks(NAMED_MOST) {
        let sql = Sql::new("SELECT id FROM people WHERE id IN ($list)");
        let sql = sql.list(people.iter().map(|person| person.0));
        found.extend(sql.fetch_scalars::<i64>(connection).await?);
    }
    Ok(found.into_iter().collect())
}

/// Replaces a tag by people in all audiences that name it. A live audience then names the people
/// with the tag. A frozen audience names the people whom it reaches (`only`) or keeps out
/// (`except`). So everybody sees the same as before, also if the audience is saved again unchanged.
pub async fn forget_tag(connection: &mut Connection, tag: TagId) -> Result<(), Error> {
    for sql in [
        "INSERT INTO audience_people (audience_id, person_id)
         SELECT at.audience_id, c.friend_id FROM audience_tags at
         JOIN audiences a ON a.id = at.audience_id
         JOIN tagged c ON c.tag_id = at.tag_id
         WHERE at.tag_id = $1 AND a.is_frozen = 0
         ON CONFLICT DO NOTHING",
        "INSERT INTO audience_people (audience_id, person_id)
         SELECT at.audience_id, r.person_id FROM audience_tags at
         JOIN audiences a ON a.id = at.audience_id
         JOIN audience_readers r ON r.audience_id = a.id
         WHERE at.tag_id = $1 AND a.is_frozen = 1 AND a.kind = 'only'
         ON CONFLICT DO NOTHING",
        "INSERT INTO audience_people (audience_id, person_id)
         SELECT at.audience_id, f.friend_id FROM audience_tags at
         JOIN audiences a ON a.id = at.audience_id
         JOIN friendships f ON f.person_id = a.owner_id
         WHERE at.tag_id = $1 AND a.is_frozen = 1 AND a.kind = 'except'
             AND NOT EXISTS (
                 SELECT 1 FROM audience_readers r
                 WHERE r.audience_id = a.id AND r.person_id = f.friend_id)
         ON CONFLICT DO NOTHING",
        "DELETE FROM audience_tags WHERE tag_id = $1",
    ] {
        Sql::new(sql).bind(tag.0).execute(connection).await?;
    }
    Ok(())
}

/// Some audiences that no moment uses any more, each with its owner.
pub async fn list_unused(connection: &mut Connection) -> Result<Vec<(PersonId, i64)>, Error> {
    let sql = "SELECT a.owner_id, a.id FROM audiences a
               WHERE NOT EXISTS (SELECT 1 FROM moments m WHERE m.audience_id = a.id) LIMIT $1";
    let rows: Vec<(i64, i64)> = Sql::new(sql)
        .bind(FORGOTTEN_MOST)
        .fetch_all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(owner, id)| (PersonId(owner), id))
        .collect())
}

/// Deletes an audience, unless a moment uses it. Call [`Write::lock_people`] with its owner first.
/// Otherwise half of the audience could be deleted while a moment is posted for it, and the moment
/// would be for other people.
pub async fn delete_unused(write: &mut Write, id: i64) -> Result<(), Error> {
    let used = Sql::new("SELECT 1 FROM moments WHERE audience_id = $1").bind(id);
    if used.exists(write).await? {
        return Ok(());
    }
    for sql in [
        "DELETE FROM audience_readers WHERE audience_id = $1",
        "DELETE FROM audience_tags WHERE audience_id = $1",
        "DELETE FROM audience_people WHERE audience_id = $1",
        "DELETE FROM audiences WHERE id = $1",
    ] {
        Sql::new(sql).bind(id).execute(write).await?;
    }
    Ok(())
}
