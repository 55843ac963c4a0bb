//! Passkeys, and whether an account needs one.

use life_circle_wire::security::Passkey;
use life_circle_wire::{PasskeyId, PersonId, Timestamp};
use serde::Deserialize;

use crate::Error;
use crate::platform::db::{Connection, Sql, sql};

/// A passkey, with the credential that verifies it.
#[derive(Deserialize)]
pub struct PasskeyRow {
    /// The passkey's id.
    pub id: i64,
    /// The person who owns it.
    pub person_id: i64,
    /// The id of the credential, in base64url.
    pub credential_id: String,
    /// The credential, as JSON of the library that verifies it.
    pub credential: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was made.
    pub created_at: i64,
    /// When it was last used.
    pub used_at: Option<i64>,
}

impl From<PasskeyRow> for Passkey {
    fn from(row: PasskeyRow) -> Self {
        Self {
            id: PasskeyId(row.id),
            name: row.name,
            created_at: Timestamp(row.created_at),
            used_at: row.used_at.map(Timestamp),
        }
    }
}

const PASSKEY: &str =
    "SELECT id, person_id, credential_id, credential, name, created_at, used_at FROM passkeys";

/// A person's passkeys, the oldest first.
pub async fn list_passkeys(
    connection: &mut Connection,
    person: PersonId,
) -> Result<Vec<PasskeyRow>, Error> {
    let sql = sql!("{PASSKEY} WHERE person_id = $1 ORDER BY id");
    sql.bind(person.0).fetch_all(connection).await
}

/// The passkey with this credential id.
pub async fn find_passkey(
    connection: &mut Connection,
    credential_id: &str,
) -> Result<Option<PasskeyRow>, Error> {
    let sql = sql!("{PASSKEY} WHERE credential_id = $1");
    sql.bind(credential_id).fetch_optional(connection).await
}

/// Adds a passkey; `false` if its credential is stored already.
pub async fn insert_passkey(connection: &mut Connection, new: &PasskeyRow) -> Result<bool, Error> {
    let added = Sql::new(
        "INSERT INTO passkeys (id, person_id, credential_id, credential, name, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (credential_id) DO NOTHING",
    )
    .bind(new.id)
    .bind(new.person_id)
    .bind(&new.credential_id)
    .bind(&new.credential)
    .bind(&new.name)
    .bind(new.created_at)
    .execute(connection)
    .await?;
    Ok(added == 1)
}

/// Notes that a passkey was used, and stores its credential with the new counter; `false` if the
/// passkey is gone.
pub async fn set_passkey_used(
    connection: &mut Connection,
    passkey: i64,
    credential: &str,
    now: Timestamp,
) -> Result<bool, Error> {
    let sql = "UPDATE passkeys SET credential = $2, used_at = $3 WHERE id = $1";
    let used = Sql::new(sql)
        .bind(passkey)
        .bind(credential)
        .bind(now.0)
        .execute(connection)
        .await?;
    Ok(used == 1)
}

/// Deletes all passkeys of a person.
pub async fn delete_passkeys(connection: &mut Connection, person: PersonId) -> Result<(), Error> {
    Sql::new("DELETE FROM passkeys WHERE person_id = $1")
        .bind(person.0)
        .execute(&mut *connection)
        .await?;
    end_need_without_passkeys(connection, person).await
}

/// Deletes a passkey of this person; a passkey of somebody else stays.
pub async fn delete_passkey(
    connection: &mut Connection,
    person: PersonId,
    id: PasskeyId,
) -> Result<(), Error> {
    let sql = "DELETE FROM passkeys WHERE person_id = $1 AND id = $2";
    Sql::new(sql)
        .bind(person.0)
        .bind(id.0)
        .execute(&mut *connection)
        .await?;
    end_need_without_passkeys(connection, person).await
}

/// Whether signing in as this person needs a passkey.
pub async fn needs_passkey(connection: &mut Connection, person: PersonId) -> Result<bool, Error> {
    let sql = Sql::new("SELECT 1 FROM people WHERE id = $1 AND needs_passkey = 1");
    sql.bind(person.0).exists(connection).await
}

/// Sets whether signing in as this person needs a passkey. `false` if they have none: then nothing
/// is changed.
pub async fn set_needs_passkey(
    connection: &mut Connection,
    person: PersonId,
    needs_passkey: bool,
) -> Result<bool, Error> {
    let sql = "UPDATE people SET needs_passkey = $2
               WHERE id = $1
                   AND ($2 = 0 OR EXISTS (SELECT 1 FROM passkeys WHERE person_id = $1))";
    let set = Sql::new(sql)
        .bind(person.0)
        .bind(i64::from(needs_passkey))
        .execute(connection)
        .await?;
    Ok(set == 1)
}

/// Lets the password alone sign a person in again, if no passkey is left.
async fn end_need_without_passkeys(
    connection: &mut Connection,
    person: PersonId,
) -> Result<(), Error> {
    let sql = "UPDATE people SET needs_passkey = 0
               WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM passkeys WHERE person_id = $1)";
    Sql::new(sql).bind(person.0).execute(connection).await?;
    Ok(())
}
