//! Suggests people whom somebody may know, with the reason: friends whom the two have in common.

use std::collections::HashSet;

use life_circle_wire::people::CommonFriends;
use life_circle_wire::suggestions::Suggestion;
use life_circle_wire::{PersonId, Timestamp, limits};

use super::graph::SharedGraph;
use super::sql::{privacy, suggestions};
use super::suggestions::{Graph, Score};
use crate::Error;
use crate::platform::db::Connection;

/// The people to suggest to the viewer, the likeliest first; nobody if the viewer doesn't want
/// common friends to be used. The graph in memory says who they are, the database why: the graph
/// may be older than the end of a friendship.
pub async fn list_suggestions(
    connection: &mut Connection,
    graph: &SharedGraph,
    viewer: PersonId,
    now: Timestamp,
) -> Result<Vec<Suggestion>, Error> {
    let privacy = privacy::read_privacy(connection, viewer).await?;
    if !privacy.uses_common_friends {
        return Ok(Vec::new());
    }
    let left_out = suggestions::list_left_out(connection, viewer, now).await?;
    let ranked = graph.with(|graph| rank(graph, viewer, &left_out)).await;
    let common = suggestions::list_common_friends(connection, viewer, &ranked).await?;
    let ids: Vec<PersonId> = common
        .iter()
        .flat_map(|(person, friends)| named(friends).iter().chain([person]))
        .copied()
        .collect();
    let people = suggestions::list_people(connection, viewer, &ids).await?;
    let suggested = ranked.iter().filter_map(|person| {
        let friends = common.get(person)?;
        Some(Suggestion {
            // Nobody who is away is among them.
            person: people.get(person)?.clone(),
            common_friends: CommonFriends {
                count: friends.len() as u32,
                people: named(friends)
                    .iter()
                    .filter_map(|id| people.get(id).cloned())
                    .collect(),
            },
        })
    });
    Ok(suggested.collect())
}

/// The common friends to name: the first of them.
fn named(friends: &[PersonId]) -> &[PersonId] {
    &friends[..friends.len().min(limits::COMMON_FRIENDS_SHOWN)]
}

/// The likeliest people of the graph without those who are left out.
fn rank(graph: &Graph, viewer: PersonId, left_out: &HashSet<PersonId>) -> Vec<PersonId> {
    let most = limits::SUGGESTIONS_MOST + left_out.len();
    let candidates = graph.rank(viewer, Score::Ours, most).into_iter();
    let people = candidates.map(|candidate| candidate.person);
    let shown = people.filter(|person| !left_out.contains(person));
    shown.take(limits::SUGGESTIONS_MOST).collect()
}
