//! Audiences that are not simply all current friends.
//! Long, and not divided yet.

use std::collections::{BTreeSet, HashMap};

use life_circle_wire::audience::{Audience, AudienceMember, Chosen};
use life_circle_wire::visibility::{Circle, MomentFacts};
use life_circle_wire::{ErrorCode, MomentId, PersonId, Refusal, TagId, Timestamp};
use sha2::{Digest as _, Sha256};
use sqlx::{AnyConnection, AssertSqlSafe, FromRow};

use crate::Error;
use crate::hex::hex;
use crate::people::sql::privacy;
use crate::platform::db::{NAMED_MOST, Write, placeholders};
use crate::rules::visibility::IS_OPEN;

/// Most unused audiences that one sweep deletes.
const FORGOTTEN_MOST: i64 = 1000;

/// Says for every friend of an author whether an audience reaches them now, and why. Refuses tags
/// that the author doesn't have, or no longer has: to ignore a tag of an "all except" audience
/// would show a moment to people whom the tag excludes.
pub async fn list_members(
    connection: &mut AnyConnection,
    author: PersonId,
    audience: Audience,
    chosen: &Chosen,
) -> Result<Vec<AudienceMember>, Error> {
    let chosen = chosen.of(audience);
    if !chosen.tags.is_empty() {
        let mine = "SELECT id FROM tags WHERE owner_id = $1";
        let mine: Vec<i64> = sqlx::query_scalar(mine)
            .bind(author.0)
            .fetch_all(&mut *connection)
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

#[derive(FromRow)]
struct Kept {
    audience: String,
    audience_id: Option<i64>,
    kind: Option<String>,
    created_at: i64,
    is_open: i64,
}

/// Says for every friend of an author whether they see this moment now, and why. The flag says
/// whether strangers see it, too. `None` if the author has no such moment.
pub async fn find_moment_members(
    connection: &mut AnyConnection,
    author: PersonId,
    moment: MomentId,
    now: Timestamp,
) -> Result<Option<(Vec<AudienceMember>, bool)>, Error> {
    let sql = format!(
        "SELECT m.audience, m.audience_id, m.created_at, CASE WHEN {IS_OPEN} THEN 1 ELSE 0 END AS \
            is_open,
             (SELECT a.kind FROM audiences a WHERE a.id = m.audience_id) AS kind
         FROM moments m WHERE m.id = $3 AND m.author_id = $1 AND m.deleted_at IS NULL"
    );
    let query = sqlx::query_as(AssertSqlSafe(sql))
        .bind(author.0)
        .bind(now.0)
        .bind(moment.0);
    let Some(kept): Option<Kept> = query.fetch_optional(&mut *connection).await? else {
        return Ok(None);
    };
    let ids: Vec<i64> = kept.audience_id.into_iter().collect();
    let chosen = list_chosen(connection, &ids)
        .await?
        .into_values()
        .next()
        .unwrap_or_default();
    let audience = decode_audience(&kept.audience, kept.kind.as_deref());
    let frozen = if kept.audience_id.is_some() && chosen.is_frozen(audience) {
        let readers = "SELECT person_id FROM audience_readers WHERE audience_id = $1";
        let query = sqlx::query_scalar(readers).bind(kept.audience_id);
        let readers: Vec<i64> = query.fetch_all(&mut *connection).await?;
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
    let created_at = Timestamp(kept.created_at);
    let moment = MomentFacts {
        author,
        audience,
        chosen,
        frozen,
        created_at,
        is_newest: kept.is_open == 1,
        is_deleted: false,
    };
    let members = friends
        .into_iter()
        .map(|person| moment.member(person, &circle))
        .collect();
    Ok(Some((members, kept.is_open == 1)))
}

/// The audience that two columns say together: the moment's own column, and the kind of the
/// audience that narrows it, if there is one.
pub fn decode_audience(of_moment: &str, kind: Option<&str>) -> Audience {
    match (of_moment, kind) {
        ("only_me", _) => Audience::OnlyMe,
        (_, Some("only")) => Audience::Only,
        (_, Some("except")) => Audience::Except,
        _ => Audience::Friends,
    }
}

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
    let is_frozen = chosen.is_frozen(audience);
    let kind = match audience {
        Audience::OnlyMe => return Ok(None),
        Audience::Friends if !is_frozen => return Ok(None),
        Audience::Friends => "friends",
        Audience::Only => "only",
        Audience::Except => "except",
    };
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
    let known = "SELECT id FROM audiences WHERE owner_id = $1 AND content = $2";
    let known: Option<i64> = sqlx::query_scalar(known)
        .bind(owner.0)
        .bind(&content)
        .fetch_optional(&mut **write)
        .await?;
    if known.is_some() {
        return Ok(known);
    }
    sqlx::query(
        "INSERT INTO audiences (id, owner_id, kind, is_frozen, content) VALUES ($1, $2, \
        $3, $4, $5)",
    )
    .bind(new_id)
    .bind(owner.0)
    .bind(kind)
    .bind(i64::from(is_frozen))
    .bind(content)
    .execute(&mut **write)
    .await?;
    for (table, names) in [
        ("audience_people (audience_id, person_id)", people),
        ("audience_tags (audience_id, tag_id)", tags),
        ("audience_readers (audience_id, person_id)", readers),
    ] {
        for names in names.chunks(NAMED_MOST) {
            let rows: Vec<String> = (0..names.len())
                .map(|place| format!("($1, ${})", place + 2))
                .collect();
            let sql = format!("INSERT INTO {table} VALUES {}", rows.join(", "));
            let mut query = sqlx::query(AssertSqlSafe(sql)).bind(new_id);
            for name in names {
                query = query.bind(*name);
            }
            query.execute(&mut **write).await?;
        }
    }
    Ok(Some(new_id))
}

/// Those of the people who have an account, friends or not, in the order of their ids. People who
/// are away or blocked stay in the list: an "all except" audience without them would show them its
/// moments once they are back.
async fn list_accounts(
    connection: &mut AnyConnection,
    people: &[PersonId],
) -> Result<Vec<i64>, Error> {
    let mut found = BTreeSet::new();
    for people in people.chunks(NAMED_MOST) {
        let sql = format!(
            "SELECT id FROM people WHERE id IN ({})",
            placeholders(1, people.len())
        );
        let mut query = sqlx::query_scalar(AssertSqlSafe(sql));
        for person in people {
            query = query.bind(person.0);
        }
        let ids: Vec<i64> = query.fetch_all(&mut *connection).await?;
        found.extend(ids);
    }
    Ok(found.into_iter().collect())
}

/// The people and tags that each audience names, and whether it is frozen.
pub async fn list_chosen(
    connection: &mut AnyConnection,
    ids: &[i64],
) -> Result<HashMap<i64, Chosen>, Error> {
    let mut all: HashMap<i64, Chosen> = HashMap::new();
    if ids.is_empty() {
        return Ok(all);
    }
    let list = placeholders(1, ids.len());
    let read =
        async |connection: &mut AnyConnection, sql: String| -> Result<Vec<(i64, i64)>, Error> {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for id in ids {
                query = query.bind(*id);
            }
            Ok(query.fetch_all(connection).await?)
        };
    let sql = format!("SELECT id, is_frozen FROM audiences WHERE id IN ({list})");
    for (id, is_frozen) in read(connection, sql).await? {
        all.insert(
            id,
            Chosen {
                is_frozen: Some(is_frozen == 1),
                ..Chosen::default()
            },
        );
    }
    let sql = format!(
        "SELECT audience_id, person_id FROM audience_people WHERE audience_id IN ({list}) ORDER \
            BY person_id"
    );
    for (id, person) in read(connection, sql).await? {
        all.entry(id).or_default().people.push(PersonId(person));
    }
    let sql = format!(
        "SELECT audience_id, tag_id FROM audience_tags WHERE audience_id IN ({list}) ORDER BY \
            tag_id"
    );
    for (id, tag) in read(connection, sql).await? {
        all.entry(id).or_default().tags.push(TagId(tag));
    }
    Ok(all)
}

/// An author's friends, and the facts about them that the visibility rule needs.
async fn read_circle(
    connection: &mut AnyConnection,
    author: PersonId,
) -> Result<(Vec<PersonId>, Circle), Error> {
    let mut circle = Circle::default();
    let friends = "SELECT friend_id FROM friendships WHERE person_id = $1";
    let friends: Vec<i64> = sqlx::query_scalar(friends)
        .bind(author.0)
        .fetch_all(&mut *connection)
        .await?;
    let friends: Vec<PersonId> = friends.into_iter().map(PersonId).collect();
    for friend in &friends {
        circle.set_friends(author, *friend, true);
    }
    let hidden = "SELECT friend_id FROM friend_details WHERE person_id = $1 AND hides_mine = 1";
    let hidden: Vec<i64> = sqlx::query_scalar(hidden)
        .bind(author.0)
        .fetch_all(&mut *connection)
        .await?;
    for friend in hidden {
        circle.set_hidden(author, PersonId(friend), true);
    }
    let tagged = "SELECT c.tag_id, c.friend_id FROM tagged c JOIN tags t ON t.id = c.tag_id WHERE \
        t.owner_id = $1";
    let tagged: Vec<(i64, i64)> = sqlx::query_as(tagged)
        .bind(author.0)
        .fetch_all(connection)
        .await?;
    for (tag, friend) in tagged {
        circle.set_tagged(TagId(tag), PersonId(friend), true);
    }
    Ok((friends, circle))
}

/// Replaces a tag by people in all audiences that name it. A live audience then names the people
/// with the tag. A frozen audience names the people whom it reaches (`only`) or keeps out
/// (`except`). So everybody sees the same as before, also if the audience is saved again unchanged.
pub async fn forget_tag(connection: &mut AnyConnection, tag: TagId) -> Result<(), Error> {
    for sql in [
        "INSERT INTO audience_people (audience_id, person_id) SELECT at.audience_id, c.friend_id
         FROM audience_tags at JOIN audiences a ON a.id = at.audience_id JOIN tagged c ON \
         c.tag_id = at.tag_id
         WHERE at.tag_id = $1 AND a.is_frozen = 0 ON CONFLICT DO NOTHING",
        "INSERT INTO audience_people (audience_id, person_id) SELECT at.audience_id, r.person_id
         FROM audience_tags at JOIN audiences a ON a.id = at.audience_id JOIN audience_readers r \
         ON r.audience_id = a.id
         WHERE at.tag_id = $1 AND a.is_frozen = 1 AND a.kind = 'only' ON CONFLICT DO NOTHING",
        "INSERT INTO audience_people (audience_id, person_id) SELECT at.audience_id, f.friend_id
         FROM audience_tags at JOIN audiences a ON a.id = at.audience_id JOIN friendships f ON \
         f.person_id = a.owner_id
         WHERE at.tag_id = $1 AND a.is_frozen = 1 AND a.kind = 'except' AND NOT EXISTS (SELECT 1 \
         FROM audience_readers r
             WHERE r.audience_id = a.id AND r.person_id = f.friend_id) ON CONFLICT DO NOTHING",
        "DELETE FROM audience_tags WHERE tag_id = $1",
    ] {
        sqlx::query(sql)
            .bind(tag.0)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Some audiences that no moment uses any more, each with its owner.
pub async fn list_unused(connection: &mut AnyConnection) -> Result<Vec<(PersonId, i64)>, Error> {
    let sql = "SELECT a.owner_id, a.id FROM audiences a
               WHERE NOT EXISTS (SELECT 1 FROM moments m WHERE m.audience_id = a.id) LIMIT $1";
    let rows: Vec<(i64, i64)> = sqlx::query_as(sql)
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
    let used = "SELECT COUNT(*) FROM moments WHERE audience_id = $1";
    let used: i64 = sqlx::query_scalar(used)
        .bind(id)
        .fetch_one(&mut **write)
        .await?;
    if used > 0 {
        return Ok(());
    }
    for sql in [
        "DELETE FROM audience_readers WHERE audience_id = $1",
        "DELETE FROM audience_tags WHERE audience_id = $1",
        "DELETE FROM audience_people WHERE audience_id = $1",
        "DELETE FROM audiences WHERE id = $1",
    ] {
        sqlx::query(sql).bind(id).execute(&mut **write).await?;
    }
    Ok(())
}
