//! Privacy settings: what others learn about a person.

use life_circle_wire::PersonId;
use life_circle_wire::privacy::{AlbumWindow, Privacy};
use serde::Deserialize;

use crate::Error;
use crate::platform::db::{Connection, Sql};

#[derive(Deserialize)]
struct PrivacyRow {
    shows_days: i64,
    is_open: i64,
    is_suggested: i64,
    uses_common_friends: i64,
}

/// The privacy settings of a person.
pub async fn read_privacy(connection: &mut Connection, person: PersonId) -> Result<Privacy, Error> {
    let sql =
        "SELECT shows_days, is_open, is_suggested, uses_common_friends FROM people WHERE id = $1";
    let row: PrivacyRow = Sql::new(sql).bind(person.0).fetch_one(connection).await?;
    let window = AlbumWindow::EACH
        .into_iter()
        .find(|window| i64::from(window.days()) == row.shows_days);
    Ok(Privacy {
        album_window: window.unwrap_or_default(),
        is_open_to_strangers: row.is_open == 1,
        is_suggested: row.is_suggested == 1,
        uses_common_friends: row.uses_common_friends == 1,
    })
}

/// Sets the privacy settings of a person.
pub async fn set_privacy(
    connection: &mut Connection,
    person: PersonId,
    privacy: &Privacy,
) -> Result<(), Error> {
    Sql::new(
        "UPDATE people SET shows_days = $2, is_open = $3, is_suggested = $4,
             uses_common_friends = $5
         WHERE id = $1",
    )
    .bind(person.0)
    .bind(i64::from(privacy.album_window.days()))
    .bind(i64::from(privacy.is_open_to_strangers))
    .bind(i64::from(privacy.is_suggested))
    .bind(i64::from(privacy.uses_common_friends))
    .execute(connection)
    .await?;
    Ok(())
}

/// The people who don't want to be suggested to others, or named as a common friend.
pub async fn list_unsuggested(connection: &mut Connection) -> Result<Vec<PersonId>, Error> {
    let ids: Vec<i64> = Sql::new("SELECT id FROM people WHERE is_suggested = 0")
        .fetch_scalars(connection)
        .await?;
    Ok(ids.into_iter().map(PersonId).collect())
}
