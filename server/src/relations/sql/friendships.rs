//! The rows of friendships, and of the feeds that a friendship fills when it begins.

use life_circle_wire::{PersonId, Timestamp, limits};

use crate::platform::db::{Connection, NAMED_MOST, Sql, Write};
use crate::platform::news::News;
use crate::{Error, clock};

/// Makes two people friends since a time, and puts the recent moments of each into the other's
/// feed.
pub async fn insert_friendship(
    write: &mut Write,
    a: PersonId,
    b: PersonId,
    since: Timestamp,
    now: Timestamp,
) -> Result<(), Error> {
    Sql::new(
        "INSERT INTO friendships (person_id, friend_id, since) VALUES ($1, $2, $3), ($2, $1, $3)",
    )
    .bind(a.0)
    .bind(b.0)
    .bind(since.0)
    .execute(write)
    .await?;
    write.tell(News::Befriended(a, b));
    backfill_feed(write, a, b, now).await?;
    backfill_feed(write, b, a, now).await
}

/// Makes somebody friends with many people, each since a time, and fills all their feeds, as
/// [`insert_friendship`] does for one.
pub async fn insert_friendships(
    write: &mut Write,
    person: PersonId,
    friends: &[(i64, i64)],
    now: Timestamp,
) -> Result<(), Error> {
    for friends in friends.chunks(NAMED_MOST) {
        let rows = friends.iter().map(|&(friend, since)| [friend, since]);
        Sql::new("INSERT INTO friendships (person_id, friend_id, since) VALUES $rows")
            .bind(person.0)
            .rows("($1, $a, $b), ($a, $1, $b)", rows)
            .execute(write)
            .await?;
    }
    // As in `backfill_feed`, for all of them at once.
    let oldest = clock::first_id_at(now.plus_ms(-clock::days_ms(limits::BACKFILL_DAYS)));
    for sql in [
        "INSERT INTO timeline (person_id, moment_id, arrival)
         SELECT f.friend_id, recent.id, 0 FROM friendships f JOIN
             (SELECT id FROM moments WHERE author_id = $1 AND id >= $2 AND audience = 'friends'
              ORDER BY id DESC LIMIT $3) AS recent ON 1 = 1
         WHERE f.person_id = $1 ON CONFLICT (person_id, moment_id) DO NOTHING",
        "INSERT INTO timeline (person_id, moment_id, arrival)
         SELECT $1, recent.id, 0 FROM
             (SELECT m.id, ROW_NUMBER() OVER (PARTITION BY m.author_id ORDER BY m.id DESC) AS rank
              FROM friendships f JOIN moments m ON m.author_id = f.friend_id
              WHERE f.person_id = $1 AND m.id >= $2 AND m.audience = 'friends') AS recent
         WHERE recent.rank <= $3 ON CONFLICT (person_id, moment_id) DO NOTHING",
    ] {
        Sql::new(sql)
            .bind(person.0)
            .bind(oldest)
            .bind(i64::from(limits::BACKFILL_MOST))
            .execute(write)
            .await?;
    }
    for (friend, _) in friends {
        write.tell(News::Befriended(person, PersonId(*friend)));
    }
    Ok(())
}

/// Inserts the friendships of many pairs, without requests, limits or moments, to fill an empty
/// database.
pub async fn insert_bare_friendships(
    connection: &mut Connection,
    pairs: &[(PersonId, PersonId)],
    since: Timestamp,
) -> Result<(), Error> {
    Sql::new("INSERT INTO friendships (person_id, friend_id, since) VALUES $rows")
        .bind(since.0)
        .rows(
            "($a, $b, $1), ($b, $a, $1)",
            pairs.iter().map(|(a, b)| [a.0, b.0]),
        )
        .execute(connection)
        .await?;
    Ok(())
}

/// Puts an author's recent moments into a reader's feed, ordered by time; they don't count as new.
/// Includes deleted moments: the deletion can still be undone, and until then they show nothing.
pub async fn backfill_feed(
    connection: &mut Connection,
    reader: PersonId,
    author: PersonId,
    now: Timestamp,
) -> Result<(), Error> {
    let oldest = clock::first_id_at(now.plus_ms(-clock::days_ms(limits::BACKFILL_DAYS)));
    Sql::new(
        "INSERT INTO timeline (person_id, moment_id, arrival)
         SELECT $1, recent.id, 0 FROM
             (SELECT id FROM moments WHERE author_id = $2 AND id >= $3 AND audience = 'friends'
              ORDER BY id DESC LIMIT $4) AS recent
         WHERE true ON CONFLICT (person_id, moment_id) DO NOTHING",
    )
    .bind(reader.0)
    .bind(author.0)
    .bind(oldest)
    .bind(i64::from(limits::BACKFILL_MOST))
    .execute(connection)
    .await?;
    Ok(())
}

/// Ends all friendships of somebody.
pub async fn delete_friendships(write: &mut Write, person: PersonId) -> Result<(), Error> {
    let sql = "SELECT friend_id FROM friendships WHERE person_id = $1";
    let friends: Vec<i64> = Sql::new(sql).bind(person.0).fetch_scalars(write).await?;
    let sql = "DELETE FROM friendships WHERE person_id = $1 OR friend_id = $1";
    Sql::new(sql).bind(person.0).execute(write).await?;
    for friend in friends {
        write.tell(News::Unfriended(person, PersonId(friend)));
    }
    Ok(())
}

/// Ends a friendship. What the two then see of each other is decided when they read.
pub async fn delete_friendship(write: &mut Write, a: PersonId, b: PersonId) -> Result<(), Error> {
    let sql = "DELETE FROM friendships
               WHERE (person_id = $1 AND friend_id = $2) OR (person_id = $2 AND friend_id = $1)";
    let removed = Sql::new(sql).bind(a.0).bind(b.0).execute(write).await?;
    if removed > 0 {
        write.tell(News::Unfriended(a, b));
    }
    Ok(())
}
