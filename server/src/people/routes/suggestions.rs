//! Handlers for suggestions of people whom the viewer may know.

use life_circle_wire::people::CommonFriends;
use life_circle_wire::suggestions::{DismissSuggestion, ListSuggestions, Suggestion, Suggestions};
use life_circle_wire::{ErrorCode, Nothing, PersonId, limits};

use crate::http::call::Call;
use crate::people::sql::{people, privacy, suggestions};
use crate::people::suggestions::Score;
use crate::{Error, clock};

pub async fn list_suggestions(call: Call<ListSuggestions>) -> Result<Suggestions, Error> {
    let viewer = call.viewer();
    let mut read = call.app.database.read().await?;
    if !privacy::read_privacy(&mut read, viewer)
        .await?
        .uses_common_friends
    {
        return Ok(Suggestions { items: Vec::new() });
    }
    let left_out = suggestions::list_left_out(&mut read, viewer, clock::now()).await?;
    // The reason names only friends of the viewer, who are in their list of friends anyway.
    let ranked: Vec<(PersonId, u32, Vec<PersonId>)> = call
        .app
        .graph
        .with(|graph| {
            let ranked = graph.rank(
                viewer,
                Score::Ours,
                limits::SUGGESTIONS_MOST + left_out.len(),
            );
            let shown = ranked
                .into_iter()
                .filter(|candidate| !left_out.contains(&candidate.person));
            let named = shown.take(limits::SUGGESTIONS_MOST).map(|candidate| {
                let mut common = graph.common(viewer, candidate.person);
                common.truncate(limits::COMMON_FRIENDS_SHOWN);
                (candidate.person, candidate.common, common)
            });
            named.collect()
        })
        .await;
    let ids: Vec<PersonId> = ranked
        .iter()
        .flat_map(|(person, _, common)| common.iter().chain([person]))
        .copied()
        .collect();
    let people = suggestions::list_people(&mut read, viewer, &ids).await?;
    let suggestion = |(person, count, common): (PersonId, u32, Vec<PersonId>)| {
        let common = common
            .iter()
            .filter_map(|friend| people.get(friend).cloned())
            .collect();
        Some(Suggestion {
            person: people.get(&person)?.clone(),
            common_friends: CommonFriends {
                count,
                people: common,
            },
        })
    };
    Ok(Suggestions {
        items: ranked.into_iter().filter_map(suggestion).collect(),
    })
}

pub async fn dismiss_suggestion(call: Call<DismissSuggestion>) -> Result<Nothing, Error> {
    let mut write = call.app.database.write().await?;
    let person = people::find_person(&mut write, call.viewer(), &call.argument)
        .await?
        .ok_or(ErrorCode::NotFound)?
        .id;
    suggestions::dismiss_person(&mut write, call.viewer(), person).await?;
    write.commit().await?;
    Ok(Nothing {})
}
