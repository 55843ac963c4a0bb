//! A person's friends, and what the person keeps about them.

use life_circle_wire::friends::{Friend, FriendDetails};
use life_circle_wire::people::CommonFriends;
use life_circle_wire::person::Person;
use life_circle_wire::{PersonId, Timestamp, limits};
use serde::{Deserialize, Serialize};

use super::tags;
use crate::people::names;
use crate::platform::db::{Connection, Sql, sql};
use crate::rules::naming::MAY_BE_NAMED;
use crate::rules::person::{PERSON, PersonRow};
use crate::{Error, fold};

/// The cursor of a page of friends, or of common friends: the page begins after this name.
#[derive(Debug, Serialize, Deserialize)]
pub struct AfterName {
    /// The sort key of the last person before the page.
    pub sort_key: String,
    /// Their id, to order people with the same name.
    pub id: i64,
}

impl AfterName {
    /// The cursor of the first page.
    pub const fn start() -> Self {
        Self {
            sort_key: String::new(),
            id: 0,
        }
    }
}

#[derive(Deserialize)]
struct FriendRow {
    person: PersonRow,
    sort_key: String,
    since: i64,
    starred: Option<i64>,
}

/// The sort key of `p` in the viewer's list, by the name that the viewer sees; `d` are the viewer's
/// details of `p`.
const SORT_KEY: &str = "COALESCE(NULLIF(d.sort_key, ''), p.sort_key)";

/// Up to `limit` friends from A to Z that come after `after`, each with the cursor of the rest of
/// the list.
pub async fn list_friends(
    connection: &mut Connection,
    viewer: PersonId,
    after: &AfterName,
    limit: usize,
) -> Result<Vec<(Friend, AfterName)>, Error> {
    let sql = sql!(
        "SELECT {PERSON}, {SORT_KEY} AS sort_key, f.since, d.is_starred AS starred
         FROM friendships f JOIN people p ON p.id = f.friend_id
         LEFT JOIN friend_details d ON d.person_id = $viewer AND d.friend_id = p.id
         WHERE f.person_id = $viewer AND ({SORT_KEY} > $2 OR ({SORT_KEY} = $2 AND p.id > $3))
         ORDER BY {SORT_KEY}, p.id LIMIT $4"
    );
    let sql = sql.viewer(viewer).bind(&after.sort_key).bind(after.id);
    let rows: Vec<FriendRow> = sql.bind(limit as i64).fetch_all(connection).await?;
    let people: Vec<PersonId> = rows
        .iter()
        .map(|row| PersonId(row.person.person_id))
        .collect();
    let mut tags = tags::list_tags_of_people(connection, viewer, &people).await?;
    let friend = |row: FriendRow| {
        let initial = names::initial(&row.sort_key);
        let after = AfterName {
            sort_key: row.sort_key,
            id: row.person.person_id,
        };
        let is_starred = row.starred == Some(1);
        let person = Person::from(row.person);
        let tags = tags.remove(&person.id).unwrap_or_default();
        let names = [
            names::pinyin(&person.remark),
            names::pinyin(&person.display_name),
        ];
        let pinyin = names
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect::<Vec<_>>()
            .join(", ");
        (
            Friend {
                person,
                since: Timestamp(row.since),
                initial,
                pinyin,
                is_starred,
                tags,
            },
            after,
        )
    };
    Ok(rows.into_iter().map(friend).collect())
}

/// How many friends a person has, without any rule of who may be named. Never show it to others:
/// it would reveal friends who don't want to be named.
pub async fn count_all_friends(
    connection: &mut Connection,
    person: PersonId,
) -> Result<u32, Error> {
    let sql = "SELECT COUNT(*) FROM friendships WHERE person_id = $1";
    let count: i64 = Sql::new(sql)
        .bind(person.0)
        .fetch_scalar(connection)
        .await?;
    Ok(count as u32)
}

/// Since when two people are friends, if they are.
pub async fn find_friends_since(
    connection: &mut Connection,
    a: PersonId,
    b: PersonId,
) -> Result<Option<Timestamp>, Error> {
    let sql = "SELECT since FROM friendships WHERE person_id = $1 AND friend_id = $2";
    let since: Option<i64> = Sql::new(sql)
        .bind(a.0)
        .bind(b.0)
        .fetch_optional_scalar(connection)
        .await?;
    Ok(since.map(Timestamp))
}

/// Whether two people are friends.
pub async fn are_friends(
    connection: &mut Connection,
    a: PersonId,
    b: PersonId,
) -> Result<bool, Error> {
    Ok(find_friends_since(connection, a, b).await?.is_some())
}

#[derive(Deserialize)]
struct DetailsRow {
    remark: String,
    note: String,
    is_starred: i64,
    hides_theirs: i64,
    hides_mine: i64,
}

/// The private details that the viewer keeps about somebody; the default if there are none.
pub async fn read_details(
    connection: &mut Connection,
    viewer: PersonId,
    friend: PersonId,
) -> Result<FriendDetails, Error> {
    let sql = "SELECT remark, note, is_starred, hides_theirs, hides_mine FROM friend_details
               WHERE person_id = $1 AND friend_id = $2";
    let row: Option<DetailsRow> = Sql::new(sql)
        .bind(viewer.0)
        .bind(friend.0)
        .fetch_optional(connection)
        .await?;
    let details = |row: DetailsRow| FriendDetails {
        remark: row.remark,
        note: row.note,
        is_starred: row.is_starred == 1,
        hides_theirs: row.hides_theirs == 1,
        hides_mine: row.hides_mine == 1,
        tags: Vec::new(),
    };
    let tags = tags::list_tags_of_people(connection, viewer, &[friend])
        .await?
        .remove(&friend)
        .unwrap_or_default();
    Ok(FriendDetails {
        tags,
        ..row.map(details).unwrap_or_default()
    })
}

/// Stores the private details that the viewer keeps about somebody, except the tags.
pub async fn upsert_details(
    connection: &mut Connection,
    viewer: PersonId,
    friend: PersonId,
    details: &FriendDetails,
) -> Result<(), Error> {
    let sort_key = if details.remark.is_empty() {
        String::new()
    } else {
        names::sort_key(&details.remark)
    };
    Sql::new(
        "INSERT INTO friend_details (
             person_id, friend_id, remark, search_remark, sort_key, note, is_starred,
             hides_theirs, hides_mine)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (person_id, friend_id) DO UPDATE SET remark = excluded.remark,
             search_remark = excluded.search_remark, sort_key = excluded.sort_key,
             note = excluded.note, is_starred = excluded.is_starred,
             hides_theirs = excluded.hides_theirs, hides_mine = excluded.hides_mine",
    )
    .bind(viewer.0)
    .bind(friend.0)
    .bind(&details.remark)
    .bind(fold(&details.remark))
    .bind(sort_key)
    .bind(&details.note)
    .bind(i64::from(details.is_starred))
    .bind(i64::from(details.hides_theirs))
    .bind(i64::from(details.hides_mine))
    .execute(connection)
    .await?;
    Ok(())
}

/// Up to `limit` common friends of two people from A to Z that come after `after`, each with the
/// cursor of the rest of the list.
pub async fn list_common_friends(
    connection: &mut Connection,
    viewer: PersonId,
    person: PersonId,
    after: &AfterName,
    limit: usize,
) -> Result<Vec<(Person, AfterName)>, Error> {
    if viewer == person {
        return Ok(Vec::new());
    }
    let sql = sql!(
        "SELECT {PERSON}, {SORT_KEY} AS sort_key, mine.since, d.is_starred AS starred
         FROM friendships mine JOIN friendships theirs ON theirs.friend_id = mine.friend_id
         JOIN people p ON p.id = mine.friend_id
         LEFT JOIN friend_details d ON d.person_id = $viewer AND d.friend_id = p.id
         WHERE mine.person_id = $viewer AND theirs.person_id = $looked_at AND {MAY_BE_NAMED}
         AND ({SORT_KEY} > $3 OR ({SORT_KEY} = $3 AND p.id > $4))
         ORDER BY {SORT_KEY}, p.id LIMIT $5"
    );
    let sql = sql.viewer(viewer).looked_at(person);
    let sql = sql.bind(&after.sort_key).bind(after.id);
    let rows: Vec<FriendRow> = sql.bind(limit as i64).fetch_all(connection).await?;
    let common = |row: FriendRow| {
        let after = AfterName {
            sort_key: row.sort_key,
            id: row.person.person_id,
        };
        (Person::from(row.person), after)
    };
    Ok(rows.into_iter().map(common).collect())
}

/// The number of common friends of two people, and the first of them. Only those count who may be
/// named.
pub async fn read_common_friends(
    connection: &mut Connection,
    viewer: PersonId,
    person: PersonId,
) -> Result<CommonFriends, Error> {
    if viewer == person {
        return Ok(CommonFriends::default());
    }
    let sql = sql!(
        "SELECT COUNT(*) FROM friendships mine
         JOIN friendships theirs ON theirs.friend_id = mine.friend_id
         JOIN people p ON p.id = mine.friend_id
         WHERE mine.person_id = $viewer AND theirs.person_id = $looked_at AND {MAY_BE_NAMED}"
    );
    let sql = sql.viewer(viewer).looked_at(person);
    let count: i64 = sql.fetch_scalar(connection).await?;
    let first = list_common_friends(
        connection,
        viewer,
        person,
        &AfterName::start(),
        limits::COMMON_FRIENDS_SHOWN,
    )
    .await?;
    Ok(CommonFriends {
        count: count as u32,
        people: first.into_iter().map(|(person, _)| person).collect(),
    })
}
