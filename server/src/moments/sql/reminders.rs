//! Friends whom an author reminded to look at a moment.

use std::collections::HashMap;

use life_circle_wire::{MomentId, PersonId};

use crate::Error;
use crate::platform::db::{Connection, Sql, sql};
use crate::rules::visibility::shows_contribution;

/// Stores the people whom a moment reminds, in their order.
pub async fn insert_reminders(
    connection: &mut Connection,
    moment: MomentId,
    people: &[PersonId],
) -> Result<(), Error> {
    for (index, person) in people.iter().enumerate() {
        Sql::new("INSERT INTO reminders (moment_id, place, person_id) VALUES ($1, $2, $3)")
            .bind(moment.0)
            .bind(index as i64)
            .bind(person.0)
            .execute(connection)
            .await?;
    }
    Ok(())
}

/// The people whom a moment reminds, in their order.
pub async fn list_reminded(
    connection: &mut Connection,
    moment: MomentId,
) -> Result<Vec<PersonId>, Error> {
    let sql = "SELECT person_id FROM reminders WHERE moment_id = $1 ORDER BY place";
    let people: Vec<i64> = Sql::new(sql)
        .bind(moment.0)
        .fetch_scalars(connection)
        .await?;
    Ok(people.into_iter().map(PersonId).collect())
}

/// The reminded people whom the viewer is shown, for moments that the viewer can see. Only the
/// author and the reminded people are shown any.
pub async fn list_visible_reminded(
    connection: &mut Connection,
    viewer: PersonId,
    ids: &[i64],
) -> Result<HashMap<MomentId, Vec<PersonId>>, Error> {
    let sql = sql!(
        "SELECT r.moment_id, r.person_id FROM reminders r JOIN moments m ON m.id = r.moment_id
         WHERE r.moment_id IN ($list) AND {shown}
             AND (
                 m.author_id = $viewer
                 OR EXISTS (
                     SELECT 1 FROM reminders mine
                     WHERE mine.moment_id = m.id AND mine.person_id = $viewer))
         ORDER BY r.moment_id, r.place",
        shown = shows_contribution("r.person_id"),
    );
    let sql = sql.viewer(viewer).list(ids.iter().copied());
    let mut reminded: HashMap<MomentId, Vec<PersonId>> = HashMap::new();
    let keep = |(moment, person)| {
        let people = reminded.entry(MomentId(moment)).or_default();
        people.push(PersonId(person));
    };
    sql.for_each(connection, keep).await?;
    Ok(reminded)
}
