//! The events of the seeded circle in order of time: moments, and the likes and replies of friends.

use anyhow::Result;
use life_circle_wire::audience::Audience;
use life_circle_wire::{CommentId, MomentId, PersonId, Timestamp};
use rand::RngExt as _;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;

use super::input::{Graph, Post};
use super::people::SeededPerson;
use super::progress::progress;
use crate::clock;
use crate::clock::IdMaker;
use crate::moments::posting;
use crate::moments::sql::comments::NewComment;
use crate::moments::sql::likes::NewLike;
use crate::moments::sql::writing::NewMoment;
use crate::moments::sql::{comments, likes};
use crate::platform::db::{Database, Write};

/// Number of days over which the moments are spread.
const DAYS: u32 = 180;
/// Most likes of one moment.
const LIKES_MOST: usize = 12;
/// Events that one transaction holds.
const EVENTS_AT_ONCE: usize = 500;

/// One event of the circle.
struct Event {
    at: Timestamp,
    /// Index of the post that the event is about.
    post: usize,
    who: usize,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Post,
    Like,
    Reply,
}

/// Writes all events into the database. Likes and replies notify nobody: each notification takes
/// four more statements, and a seed has tens of thousands of likes.
pub async fn tell(
    database: &Database,
    graph: &Graph,
    people: &[SeededPerson],
    posts: &[Post],
    ids: &IdMaker,
    until: Timestamp,
    random: &mut StdRng,
) -> Result<()> {
    let events = events(graph, people, posts, until, random);
    let mut moments: Vec<Option<(MomentId, PersonId)>> = vec![None; posts.len()];
    for (index, chunk) in events.chunks(EVENTS_AT_ONCE).enumerate() {
        let mut write = database.write().await?;
        for event in chunk {
            let post = &posts[event.post];
            let who = people[event.who].id;
            let id = ids.make_at(event.at);
            match (event.kind, moments[event.post]) {
                (Kind::Post, _) => {
                    moments[event.post] = Some((MomentId(id), who));
                    let new = NewMoment {
                        id: MomentId(id),
                        author: who,
                        text: &post.text,
                        place: "",
                        audience: Audience::Friends,
                        audience_id: None,
                        created_at: event.at,
                        edit_until: event.at,
                    };
                    posting::post(&mut write, &new, &[], &[]).await?;
                }
                (Kind::Like, Some((moment, author))) => {
                    let new = NewLike {
                        id,
                        moment,
                        moment_author: author,
                        person: who,
                    };
                    likes::insert_like(&mut write, &new).await?;
                }
                (Kind::Reply, Some(moment)) => reply(&mut write, moment, who, id, post).await?,
                // Not reached: likes and replies come after their moment.
                (Kind::Like | Kind::Reply, None) => {}
            }
        }
        write.commit().await?;
        if index % 20 == 19 {
            progress(
                "moments, likes and comments",
                (index + 1) * EVENTS_AT_ONCE,
                events.len(),
            );
        }
    }
    progress("moments, likes and comments", events.len(), events.len());
    Ok(())
}

async fn reply(
    write: &mut Write,
    (moment, moment_author): (MomentId, PersonId),
    author: PersonId,
    id: i64,
    post: &Post,
) -> Result<()> {
    let text = post.reply.as_deref().unwrap_or_default();
    let new = NewComment {
        id: CommentId(id),
        moment,
        moment_author,
        author,
        reply_to: None,
        text,
    };
    comments::insert_comment(write, &new).await?;
    Ok(())
}

/// All events, in order of time.
fn events(
    graph: &Graph,
    people: &[SeededPerson],
    posts: &[Post],
    until: Timestamp,
    random: &mut StdRng,
) -> Vec<Event> {
    let begin = until.0 - clock::days_ms(DAYS);
    let of_language = |is_chinese: bool| {
        (0..people.len())
            .filter(|&person| people[person].is_chinese == is_chinese)
            .collect::<Vec<_>>()
    };
    let chinese = of_language(true);
    let others = of_language(false);
    let mut events = Vec::new();
    for (index, post) in posts.iter().enumerate() {
        let authors = if post.is_chinese && !chinese.is_empty() || others.is_empty() {
            &chinese
        } else {
            &others
        };
        let Some(&who) = authors.choose(random) else {
            continue;
        };
        let at = Timestamp(random.random_range(begin..until.0));
        events.push(Event {
            at,
            post: index,
            who,
            kind: Kind::Post,
        });
        // Most likes and replies come within hours, none after `until`.
        let later = |random: &mut StdRng| {
            let hours = random.random::<f64>().powi(3) * 48.0;
            Timestamp((at.0 + 60_000 + (hours * 3_600_000.0) as i64).min(until.0))
        };
        let friends = &graph.friends[who];
        let count = random.random_range(0..=LIKES_MOST.min(friends.len()));
        for &liker in friends.sample(random, count) {
            events.push(Event {
                at: later(random),
                post: index,
                who: liker,
                kind: Kind::Like,
            });
        }
        if post.reply.is_some()
            && let Some(&replier) = friends.choose(random)
        {
            events.push(Event {
                at: later(random),
                post: index,
                who: replier,
                kind: Kind::Reply,
            });
        }
    }
    events.sort_by_key(|event| (event.at, event.post, event.kind != Kind::Post));
    events
}
