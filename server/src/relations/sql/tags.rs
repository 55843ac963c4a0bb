//! Tags, and the people who have them. A tag stays on somebody after the friendship ends, and
//! counts again when they are friends again.

use std::collections::HashMap;

use life_circle_wire::tags::Tag;
use life_circle_wire::{ErrorCode, PersonId, Refusal, TagId};
use serde::Deserialize;

use crate::platform::db::{Connection, NAMED_MOST, Sql, sql};
use crate::{Error, fold};

#[derive(Deserialize)]
struct TagRow {
    id: i64,
    name: String,
    carried: i64,
    moments: i64,
}

impl From<TagRow> for Tag {
    fn from(row: TagRow) -> Self {
        Self {
            id: TagId(row.id),
            name: row.name,
            count: row.carried as u32,
            moments: row.moments as u32,
        }
    }
}

/// The tags `t` of the owner `$1`, each with its number of friends, and of moments whose audience
/// follows it.
const TAGS: &str = "SELECT t.id, t.name,
        (
            SELECT COUNT(*) FROM tagged c
            JOIN friendships f ON f.person_id = $1 AND f.friend_id = c.friend_id
            WHERE c.tag_id = t.id) AS carried,
        (
            SELECT COUNT(*) FROM audience_tags at
            JOIN audiences a ON a.id = at.audience_id AND a.is_frozen = 0
            JOIN moments m ON m.audience_id = a.id AND m.deleted_at IS NULL
            WHERE at.tag_id = t.id) AS moments
    FROM tags t
    WHERE t.owner_id = $1";

/// A person's tags, by name.
pub async fn list_tags(connection: &mut Connection, owner: PersonId) -> Result<Vec<Tag>, Error> {
    let sql = sql!("{TAGS} ORDER BY t.sort_key, t.id");
    let rows: Vec<TagRow> = sql.bind(owner.0).fetch_all(connection).await?;
    Ok(rows.into_iter().map(Tag::from).collect())
}

/// A person's tag with this id; `None` if they have no such tag.
pub async fn find_tag(
    connection: &mut Connection,
    owner: PersonId,
    id: TagId,
) -> Result<Option<Tag>, Error> {
    let sql = sql!("{TAGS} AND t.id = $2").bind(owner.0).bind(id.0);
    let row: Option<TagRow> = sql.fetch_optional(connection).await?;
    Ok(row.map(Tag::from))
}

/// How many tags a person has.
pub async fn count_tags(connection: &mut Connection, owner: PersonId) -> Result<u32, Error> {
    let sql = "SELECT COUNT(*) FROM tags WHERE owner_id = $1";
    let count: i64 = Sql::new(sql).bind(owner.0).fetch_scalar(connection).await?;
    Ok(count as u32)
}

/// Makes a tag with this id, or renames it. Refuses a name that the owner uses for another tag;
/// names count as the same however they are typed.
pub async fn insert_or_rename_tag(
    connection: &mut Connection,
    owner: PersonId,
    id: TagId,
    name: &str,
    sort_key: &str,
) -> Result<(), Error> {
    let search_name = fold(name);
    let sql = "SELECT 1 FROM tags WHERE owner_id = $1 AND search_name = $2 AND id <> $3";
    let sql = Sql::new(sql).bind(owner.0).bind(&search_name).bind(id.0);
    if sql.exists(connection).await? {
        return Err(Refusal {
            code: ErrorCode::TagTaken,
            field: "name",
        }
        .into());
    }
    Sql::new(
        "INSERT INTO tags (id, owner_id, name, search_name, sort_key) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, search_name = excluded.search_name,
             sort_key = excluded.sort_key",
    )
    .bind(id.0)
    .bind(owner.0)
    .bind(name)
    .bind(search_name)
    .bind(sort_key)
    .execute(connection)
    .await?;
    Ok(())
}

/// Puts a tag on those of the people who are friends of its owner.
pub async fn tag_people(
    connection: &mut Connection,
    owner: PersonId,
    id: TagId,
    people: &[PersonId],
) -> Result<(), Error> {
    for people in people.chunks(NAMED_MOST) {
        let sql = Sql::new(
            "INSERT INTO tagged (tag_id, friend_id)
             SELECT $2, f.friend_id FROM friendships f
             WHERE f.person_id = $1 AND f.friend_id IN ($list)
             ON CONFLICT (tag_id, friend_id) DO NOTHING",
        );
        let sql = sql.bind(owner.0).bind(id.0);
        let sql = sql.list(people.iter().map(|person| person.0));
        sql.execute(connection).await?;
    }
    Ok(())
}

/// Removes a tag from people.
pub async fn untag_people(
    connection: &mut Connection,
    id: TagId,
    people: &[PersonId],
) -> Result<(), Error> {
    for people in people.chunks(NAMED_MOST) {
        Sql::new("DELETE FROM tagged WHERE tag_id = $1 AND friend_id IN ($list)")
            .bind(id.0)
            .list(people.iter().map(|person| person.0))
            .execute(connection)
            .await?;
    }
    Ok(())
}

/// Puts tags of the owner on a friend, and removes others.
pub async fn change_tags_of_friend(
    connection: &mut Connection,
    owner: PersonId,
    friend: PersonId,
    add: &[TagId],
    remove: &[TagId],
) -> Result<(), Error> {
    const OWNED: &str = "FROM tags WHERE owner_id = $1 AND id IN ($list)";
    let removal = sql!("DELETE FROM tagged WHERE friend_id = $2 AND tag_id IN (SELECT id {OWNED})");
    let addition = sql!(
        "INSERT INTO tagged (friend_id, tag_id)
         SELECT $2, id {OWNED}
         ON CONFLICT (tag_id, friend_id) DO NOTHING"
    );
    for (sql, tags) in [(removal, remove), (addition, add)] {
        if !tags.is_empty() {
            let sql = sql.bind(owner.0).bind(friend.0);
            let sql = sql.list(tags.iter().map(|tag| tag.0));
            sql.execute(connection).await?;
        }
    }
    Ok(())
}

/// The owner's tags on each of these people, sorted by the names of the tags.
pub async fn list_tags_of_people(
    connection: &mut Connection,
    owner: PersonId,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Vec<TagId>>, Error> {
    let mut tags: HashMap<PersonId, Vec<TagId>> = HashMap::new();
    for people in people.chunks(NAMED_MOST) {
        let sql = Sql::new(
            "SELECT c.friend_id, t.id FROM tags t JOIN tagged c ON c.tag_id = t.id
             WHERE t.owner_id = $1 AND c.friend_id IN ($list) ORDER BY t.sort_key, t.id",
        );
        let sql = sql.bind(owner.0);
        let sql = sql.list(people.iter().map(|person| person.0));
        let rows: Vec<(i64, i64)> = sql.fetch_all(connection).await?;
        for (person, tag) in rows {
            tags.entry(PersonId(person)).or_default().push(TagId(tag));
        }
    }
    Ok(tags)
}

/// Deletes a tag.
pub async fn delete_tag(connection: &mut Connection, id: TagId) -> Result<(), Error> {
    for sql in [
        "DELETE FROM tagged WHERE tag_id = $1",
        "DELETE FROM tags WHERE id = $1",
    ] {
        Sql::new(sql).bind(id.0).execute(connection).await?;
    }
    Ok(())
}
