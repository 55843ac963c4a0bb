//! Changes the audience of existing moments, and computes what a change would mean.

use std::collections::{HashMap, HashSet};

use life_circle_wire::audience::{Audience, AudienceChange};
use life_circle_wire::{MomentId, PersonId, Timestamp};
use serde::Deserialize;

use super::chosen::encode_audience;
use crate::Error;
use crate::platform::db::{Connection, Fragment, Sql, Write, fragment, sql};
use crate::rules::visibility::{IS_SHOWN, is_for};

/// The author's moments that a change applies to.
pub enum AffectedMoments<'a> {
    /// Exactly these moments.
    Named(&'a [MomentId]),
    /// All moments posted up to this time, except those that only their author sees: a change of
    /// all moments doesn't mean those.
    Until(Timestamp),
}

impl AffectedMoments<'_> {
    /// The condition on the moments. It binds its values from `$first` on.
    fn condition(&self, first: i64) -> Fragment {
        match self {
            Self::Named(_) => "m.id IN ($list)".into(),
            Self::Until(_) => fragment!(
                "m.created_at <= ${first} AND m.audience <> 'only_me'",
                first = first,
            ),
        }
    }

    /// Binds the values of the condition.
    fn bind(&self, sql: Sql) -> Sql {
        match self {
            Self::Named(ids) => sql.list(ids.iter().map(|id| id.0)),
            Self::Until(time) => sql.bind(time.0),
        }
    }
}

/// A group of moments that the same friends see.
#[derive(Default)]
struct Group {
    moments: i64,
    seen_by: usize,
    /// How many of these friends the new audience reaches.
    seen_by_reached: usize,
}

/// Counts which friends see the author's moments now, and compares them with the friends whom the
/// new audience reaches.
struct AudienceImpact<'a> {
    reached: &'a HashSet<i64>,
    /// The number of moments that each friend sees.
    seen: HashMap<i64, i64>,
}

impl AudienceImpact<'_> {
    /// Counts a friend who sees the moments of a group.
    fn add_reader(&mut self, group: &mut Group, friend: i64) {
        group.seen_by += 1;
        group.seen_by_reached += usize::from(self.reached.contains(&friend));
        *self.seen.entry(friend).or_default() += group.moments;
    }

    /// Counts the friends who see moments before and after the change, and lists the friends who
    /// see more or fewer. `shown` is the number of moments that the new audience would see.
    fn count_friends(&self, change: &mut AudienceChange, friends: &[(i64, i64)], shown: i64) {
        for (friend, _) in friends {
            let seen = self.seen.get(friend).copied().unwrap_or_default();
            let is_reached = self.reached.contains(friend) && shown > 0;
            change.before += u32::from(seen > 0);
            change.after += u32::from(is_reached);
            if is_reached && seen < shown {
                change.gaining.push(PersonId(*friend));
            } else if !is_reached && seen > 0 {
                change.losing.push(PersonId(*friend));
            }
        }
    }
}

#[derive(Deserialize)]
struct Counts {
    /// All moments that the change applies to.
    moments: i64,
    /// Of these, the moments within the author's album window.
    shown: i64,
    /// Of the shown moments, those for all current friends.
    plain: i64,
    /// Whether strangers may look at the author's newest moments: 1 or 0.
    is_open: i64,
}

/// Computes what a new audience would mean for moments of an author. `reached` are the friends whom
/// it reaches; `is_for_all` says whether it is for all current friends. `None` if a named moment
/// isn't the author's, or is deleted.
pub async fn compare_audiences(
    connection: &mut Connection,
    author: PersonId,
    now: Timestamp,
    affected: &AffectedMoments<'_>,
    reached: &[PersonId],
    is_for_all: bool,
) -> Result<Option<AudienceChange>, Error> {
    let counts = count_moments(connection, author, now, affected).await?;
    if matches!(affected, AffectedMoments::Named(ids) if counts.moments < ids.len() as i64) {
        return Ok(None);
    }
    let reached: HashSet<i64> = reached.iter().map(|person| person.0).collect();
    let mut impact = AudienceImpact {
        reached: &reached,
        seen: HashMap::new(),
    };
    let mut groups = list_narrowed(connection, author, now, affected, &mut impact).await?;
    let mut plain = Group {
        moments: counts.plain,
        ..Group::default()
    };
    let friends = list_friends(connection, author).await?;
    for (friend, _) in friends.iter().filter(|(_, hidden)| *hidden == 0) {
        impact.add_reader(&mut plain, *friend);
    }
    groups.push(plain);
    let unseen = counts.shown - groups.iter().map(|group| group.moments).sum::<i64>();
    groups.push(Group {
        moments: unseen,
        ..Group::default()
    });
    let moments = |is_counted: &dyn Fn(&Group) -> bool| {
        groups
            .iter()
            .filter(|group| is_counted(group))
            .map(|group| group.moments)
            .sum::<i64>() as u32
    };
    let mut change = AudienceChange {
        moments: counts.moments as u32,
        until: if let AffectedMoments::Until(time) = affected {
            *time
        } else {
            now
        },
        opened: moments(&|group| group.seen_by_reached < reached.len()),
        closed: moments(&|group| group.seen_by_reached < group.seen_by),
        is_open: counts.is_open == 1
            && if is_for_all {
                counts.plain < counts.shown
            } else {
                counts.plain > 0
            },
        before: 0,
        after: 0,
        gaining: Vec::new(),
        losing: Vec::new(),
    };
    impact.count_friends(&mut change, &friends, counts.shown);
    Ok(Some(change))
}

/// The author's friends, each with 1 if the author hides moments from them, else with 0.
async fn list_friends(
    connection: &mut Connection,
    author: PersonId,
) -> Result<Vec<(i64, i64)>, Error> {
    let sql =
        "SELECT f.friend_id, (SELECT COUNT(*) FROM friend_details hide WHERE hide.person_id = $1
                   AND hide.friend_id = f.friend_id AND hide.hides_mine = 1)
               FROM friendships f WHERE f.person_id = $1 ORDER BY f.friend_id";
    Sql::new(sql).bind(author.0).fetch_all(connection).await
}

async fn count_moments(
    connection: &mut Connection,
    author: PersonId,
    now: Timestamp,
    affected: &AffectedMoments<'_>,
) -> Result<Counts, Error> {
    let sql = sql!(
        "SELECT COUNT(*) AS moments, COUNT(CASE WHEN {IS_SHOWN} THEN 1 END) AS shown,
             COUNT(
                 CASE
                     WHEN m.audience = 'friends' AND m.audience_id IS NULL AND {IS_SHOWN} THEN 1
                 END) AS plain,
             (SELECT author.is_open FROM people author WHERE author.id = $1) AS is_open
         FROM moments m
         WHERE m.author_id = $1 AND m.deleted_at IS NULL AND {condition}",
        condition = affected.condition(3),
    );
    let sql = affected.bind(sql.bind(author.0).now(now));
    sql.fetch_one(connection).await
}

/// The shown moments that only some friends see, grouped by audience; their readers are counted in
/// `impact`. Moments with the same audience have the same readers, so the query finds these once
/// for each audience.
async fn list_narrowed(
    connection: &mut Connection,
    author: PersonId,
    now: Timestamp,
    affected: &AffectedMoments<'_>,
    impact: &mut AudienceImpact<'_>,
) -> Result<Vec<Group>, Error> {
    let sql = sql!(
        "SELECT g.id, g.moments, f.friend_id
         FROM (
             SELECT MIN(m.id) AS id, COUNT(*) AS moments FROM moments m
             WHERE m.author_id = $1 AND m.deleted_at IS NULL AND m.audience_id IS NOT NULL
                 AND {IS_SHOWN} AND {condition}
             GROUP BY m.audience_id) g
         JOIN moments m ON m.id = g.id
         LEFT JOIN friendships f ON f.person_id = m.author_id AND {is_reader}",
        condition = affected.condition(3),
        is_reader = is_for("f.friend_id"),
    );
    let sql = affected.bind(sql.bind(author.0).now(now));
    // Row by row: there may be as many audiences as moments, each with all friends.
    let mut groups: HashMap<i64, Group> = HashMap::new();
    let take = |(id, moments, friend)| {
        let group = groups.entry(id).or_insert_with(|| Group {
            moments,
            ..Group::default()
        });
        if let Some(friend) = friend {
            impact.add_reader(group, friend);
        }
    };
    sql.for_each(connection, take).await?;
    Ok(groups.into_values().collect())
}

/// Gives moments of an author a new audience, including deleted moments whose deletion can still be
/// undone. Moments that were for nobody get rows in the friends' feeds, with arrival 0: they don't
/// count as new.
pub async fn set_audience(
    write: &mut Write,
    author: PersonId,
    affected: &AffectedMoments<'_>,
    audience: Audience,
    id: Option<i64>,
) -> Result<(), Error> {
    if audience != Audience::OnlyMe {
        let sql = sql!(
            "INSERT INTO timeline (person_id, moment_id, arrival)
             SELECT f.friend_id, m.id, 0 FROM moments m
             JOIN friendships f ON f.person_id = m.author_id
             WHERE m.author_id = $1 AND m.audience = 'only_me' AND {condition}
             ON CONFLICT (person_id, moment_id) DO NOTHING",
            condition = affected.condition(2),
        );
        affected.bind(sql.bind(author.0)).execute(write).await?;
    }
    let sql = sql!(
        "UPDATE moments AS m SET audience = $2, audience_id = $3
         WHERE m.author_id = $1 AND {condition}",
        condition = affected.condition(4),
    );
    let sql = sql.bind(author.0).bind(encode_audience(audience)).bind(id);
    affected.bind(sql).execute(write).await?;
    Ok(())
}
