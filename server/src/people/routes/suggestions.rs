//! Handlers for suggestions of people whom the viewer may know.

use life_circle_wire::suggestions::{DismissSuggestion, ListSuggestions, Suggestions};
use life_circle_wire::{ErrorCode, Nothing};

use crate::http::call::Call;
use crate::people::sql::{people, suggestions};
use crate::people::suggesting;
use crate::{Error, clock};

pub async fn list_suggestions(call: Call<ListSuggestions>) -> Result<Suggestions, Error> {
    let graph = &call.app.graph;
    let mut read = call.app.database.read_long().await?;
    let items = suggesting::list_suggestions(&mut read, graph, call.viewer(), clock::now()).await?;
    Ok(Suggestions { items })
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
