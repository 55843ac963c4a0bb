//! Suggests people whom somebody may know, with the reason: friends whom the two have in common.

use std::collections::{HashMap, HashSet};

use life_circle_wire::people::CommonFriends;
use life_circle_wire::person::Person;
use life_circle_wire::suggestions::Suggestion;
use life_circle_wire::{PersonId, Timestamp, limits};
use sqlx::AnyConnection;

use super::graph::SharedGraph;
use super::sql::{privacy, suggestions};
use super::suggestions::{Graph, Score};
use crate::Error;

/// Somebody to suggest, and the reason, before their names are read.
struct RankedPerson {
    person: PersonId,
    common_count: u32,
    /// The common friends to name: the first of them.
    named: Vec<PersonId>,
}

/// The people to suggest to the viewer, the likeliest first; nobody if the viewer doesn't want
/// common friends to be used.
pub async fn list_suggestions(
    connection: &mut AnyConnection,
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
    let ids: Vec<PersonId> = ranked
        .iter()
        .flat_map(|ranked| ranked.named.iter().chain([&ranked.person]))
        .copied()
        .collect();
    let people = suggestions::list_people(connection, viewer, &ids).await?;
    let items = ranked.iter().filter_map(|ranked| name(ranked, &people));
    Ok(items.collect())
}

/// The likeliest people of the graph without those who are left out, each with the reason. The
/// reason names only friends of the viewer, who are in their list of friends anyway.
fn rank(graph: &Graph, viewer: PersonId, left_out: &HashSet<PersonId>) -> Vec<RankedPerson> {
    let most = limits::SUGGESTIONS_MOST + left_out.len();
    let candidates = graph.rank(viewer, Score::Ours, most).into_iter();
    let shown = candidates.filter(|candidate| !left_out.contains(&candidate.person));
    let ranked = shown.take(limits::SUGGESTIONS_MOST).map(|candidate| {
        let mut named = graph.common(viewer, candidate.person);
        named.truncate(limits::COMMON_FRIENDS_SHOWN);
        RankedPerson {
            person: candidate.person,
            common_count: candidate.common,
            named,
        }
    });
    ranked.collect()
}

/// A suggestion with the people's names; `None` if the suggested person is away.
fn name(ranked: &RankedPerson, people: &HashMap<PersonId, Person>) -> Option<Suggestion> {
    let named = ranked.named.iter();
    Some(Suggestion {
        person: people.get(&ranked.person)?.clone(),
        common_friends: CommonFriends {
            count: ranked.common_count,
            people: named.filter_map(|id| people.get(id).cloned()).collect(),
        },
    })
}
