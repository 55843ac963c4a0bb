//! People: search, a person's page, common friends.

use life_circle_wire::accounts::Me;
use life_circle_wire::people::{
    ListCommonFriends, People, PeoplePage, Profile, ReadPerson, Relation, SearchPeople,
};
use life_circle_wire::person::Person;
use life_circle_wire::{ErrorCode, limits};

use crate::http::call::Call;
use crate::http::cursors;
use crate::people::sql::people;
use crate::relations::sql::friends::AfterName;
use crate::relations::sql::{friends, requests};
use crate::{Error, clock};

pub async fn search_people(call: Call<SearchPeople>) -> Result<People, Error> {
    call.app.limits.check_search(call.viewer())?;
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
        &mut *call.app.database.read().await?,
        call.viewer(),
        clock::now(),
        &words,
    )
    .await?;
    Ok(People { items })
}

pub async fn read_person(call: Call<ReadPerson>) -> Result<Profile, Error> {
    let viewer = call.viewer();
    let now = clock::now();
    let mut read = call.app.database.read().await?;
    let account = people::find_account_by_handle(&mut read, &call.argument)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    let Me {
        person,
        about,
        cover,
        ..
    } = account.into_me();
    let relation = people::read_relation(&mut read, viewer, now, person.id).await?;
    if relation == Relation::Blocked {
        return Ok(Profile::blocked(person));
    }
    if people::find_person_by_id(&mut read, viewer, person.id)
        .await?
        .is_none()
    {
        return Err(ErrorCode::NotFound.into());
    }
    let kept = friends::read_details(&mut read, viewer, person.id).await?;
    let person = Person {
        remark: kept.remark.clone(),
        ..person
    };
    Ok(Profile {
        cover: cover.filter(|_| matches!(relation, Relation::Me | Relation::Friend)),
        about,
        relation,
        details: (relation == Relation::Friend).then_some(kept),
        request: requests::find_request_between(&mut read, viewer, now, person.id).await?,
        friends_since: friends::find_friends_since(&mut read, viewer, person.id).await?,
        common_friends: friends::read_common_friends(&mut read, viewer, person.id).await?,
        person,
    })
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
