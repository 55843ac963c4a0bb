//! People: search, a person's page, common friends.

use life_circle_wire::people::{
    ListCommonFriends, People, PeoplePage, Profile, ReadPerson, SearchPeople,
};
use life_circle_wire::{ErrorCode, limits};

use crate::http::call::Call;
use crate::http::cursors;
use crate::people::profiles;
use crate::people::sql::people;
use crate::relations::sql::friends;
use crate::relations::sql::friends::AfterName;
use crate::{Error, clock};

pub async fn search_people(call: Call<SearchPeople>) -> Result<People, Error> {
    call.app.rate_limits.check_search(call.viewer())?;
    let words = call.query.q.trim();
    let words: String = words
        .strip_prefix('@')
        .unwrap_or(words)
        .chars()
        .take(limits::SEARCH_MOST)
        .collect();
    // PostgreSQL can't store a text with a zero character.
    if words.is_empty() || words.contains('\0') {
        return Ok(People { items: Vec::new() });
    }
    let items = people::search_people(
        &mut call.app.database.read_long().await?,
        call.viewer(),
        clock::now(),
        &words,
    )
    .await?;
    Ok(People { items })
}

pub async fn read_person(call: Call<ReadPerson>) -> Result<Profile, Error> {
    let mut read = call.app.database.read().await?;
    profiles::read_profile(&mut read, call.viewer(), &call.argument, clock::now()).await
}

pub async fn list_common_friends(call: Call<ListCommonFriends>) -> Result<PeoplePage, Error> {
    let after = cursors::decode(call.query.cursor.as_ref(), AfterName::start())?;
    let limit = call.query.limit();
    let mut read = call.app.database.read().await?;
    let person = people::find_person(&mut read, call.viewer(), &call.argument)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    let found =
        friends::list_common_friends(&mut read, call.viewer(), person.id, &after, limit + 1)
            .await?;
    let (items, next) = cursors::cut(found, limit);
    Ok(PeoplePage { items, next })
}
