//! How a person is read: the columns, as the viewer sees them.

use std::collections::{BTreeSet, HashMap};

use life_circle_wire::person::Person;
use life_circle_wire::{PersonId, PhotoId};
use serde::Deserialize;

use crate::Error;
use crate::platform::db::{Connection, NAMED_MOST, sql};

/// The columns of a person `p` as `$viewer` sees them.
pub(crate) const PERSON: &str = "p.id AS person_id, p.handle, p.display_name, p.avatar_id,
    (
        SELECT named.remark FROM friend_details named
        WHERE named.person_id = $viewer AND named.friend_id = p.id) AS remark";

/// The columns of [`PERSON`], read from a row.
#[derive(Deserialize)]
pub(crate) struct PersonRow {
    pub person_id: i64,
    pub handle: String,
    pub display_name: String,
    pub avatar_id: Option<i64>,
    /// The viewer's remark; `None` if there is none, or the query has no viewer.
    pub remark: Option<String>,
}

impl From<PersonRow> for Person {
    fn from(row: PersonRow) -> Self {
        let handle = row
            .handle
            .parse()
            .expect("handles are checked before they are stored");
        Self {
            id: PersonId(row.person_id),
            handle,
            display_name: row.display_name,
            remark: row.remark.unwrap_or_default(),
            avatar: row.avatar_id.map(PhotoId),
        }
    }
}

/// These people as the viewer sees them. Each is read once, however often it is named. The caller
/// makes sure that the viewer may know of them.
pub(crate) async fn read_people(
    connection: &mut Connection,
    viewer: PersonId,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<HashMap<PersonId, Person>, Error> {
    let ids: BTreeSet<i64> = people.into_iter().map(|person| person.0).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let mut people = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(NAMED_MOST) {
        let sql = sql!("SELECT {PERSON} FROM people p WHERE p.id IN ($list)");
        let sql = sql.viewer(viewer).list(ids.iter().copied());
        let keep = |row: PersonRow| {
            people.insert(PersonId(row.person_id), row.into());
        };
        sql.for_each(connection, keep).await?;
    }
    Ok(people)
}
