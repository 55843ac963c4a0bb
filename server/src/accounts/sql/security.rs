//! What people sign in with: passwords, recovery codes and passkeys.

use life_circle_wire::security::Passkey;
use life_circle_wire::{PasskeyId, PersonId, Timestamp};
use sqlx::{AnyConnection, FromRow};

use crate::Error;
use crate::platform::db::{Sql, sql};

/// Sets the hash of a person's password.
pub async fn set_password(
    connection: &mut AnyConnection,
    person: PersonId,
    hash: &str,
) -> Result<(), Error> {
    let sql = "UPDATE people SET password_hash = $2 WHERE id = $1";
    Sql::new(sql)
        .bind(person.0)
        .bind(hash)
        .execute(connection)
        .await?;
    Ok(())
}

/// Whether the password of this person still has this hash.
pub async fn is_password(
    connection: &mut AnyConnection,
    person: PersonId,
    hash: &str,
) -> Result<bool, Error> {
    let sql = Sql::new("SELECT 1 FROM people WHERE id = $1 AND password_hash = $2");
    sql.bind(person.0).bind(hash).exists(connection).await
}

/// Replaces the recovery codes of a person.
pub async fn set_recovery_codes(
    connection: &mut AnyConnection,
    person: PersonId,
    hashes: &[String],
) -> Result<(), Error> {
    let sql = "DELETE FROM recovery_codes WHERE person_id = $1";
    Sql::new(sql).bind(person.0).execute(connection).await?;
    for hash in hashes {
        insert_recovery_code(connection, person, hash, None).await?;
    }
    Ok(())
}

/// Adds a recovery code. Only a code that the operator made expires.
pub async fn insert_recovery_code(
    connection: &mut AnyConnection,
    person: PersonId,
    hash: &str,
    lapses_at: Option<Timestamp>,
) -> Result<(), Error> {
    Sql::new("INSERT INTO recovery_codes (person_id, hash, lapses_at) VALUES ($1, $2, $3)")
        .bind(person.0)
        .bind(hash)
        .bind(lapses_at.map(|time| time.0))
        .execute(connection)
        .await?;
    Ok(())
}

/// Uses up a recovery code; `false` if there is no such code, or it has expired.
pub async fn use_recovery_code(
    connection: &mut AnyConnection,
    person: PersonId,
    hash: &str,
    now: Timestamp,
) -> Result<bool, Error> {
    let sql = "DELETE FROM recovery_codes
               WHERE person_id = $1 AND hash = $2 AND (lapses_at IS NULL OR lapses_at > $3)";
    let used = Sql::new(sql)
        .bind(person.0)
        .bind(hash)
        .bind(now.0)
        .execute(connection)
        .await?;
    Ok(used == 1)
}

/// How many of their own recovery codes a person has left. Codes of the operator don't count.
pub async fn count_recovery_codes(
    connection: &mut AnyConnection,
    person: PersonId,
) -> Result<u32, Error> {
    let sql = "SELECT COUNT(*) FROM recovery_codes WHERE person_id = $1 AND lapses_at IS NULL";
    let count: i64 = Sql::new(sql)
        .bind(person.0)
        .fetch_scalar(connection)
        .await?;
    Ok(count as u32)
}

/// A passkey, with the credential that verifies it.
#[derive(FromRow)]
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
    connection: &mut AnyConnection,
    person: PersonId,
) -> Result<Vec<PasskeyRow>, Error> {
    let sql = sql!("{PASSKEY} WHERE person_id = $1 ORDER BY id");
    sql.bind(person.0).fetch_all(connection).await
}

/// The passkey with this credential id.
pub async fn find_passkey(
    connection: &mut AnyConnection,
    credential_id: &str,
) -> Result<Option<PasskeyRow>, Error> {
    let sql = sql!("{PASSKEY} WHERE credential_id = $1");
    sql.bind(credential_id).fetch_optional(connection).await
}

/// Adds a passkey; `false` if its credential is stored already.
pub async fn insert_passkey(
    connection: &mut AnyConnection,
    new: &PasskeyRow,
) -> Result<bool, Error> {
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
    connection: &mut AnyConnection,
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
pub async fn delete_passkeys(
    connection: &mut AnyConnection,
    person: PersonId,
) -> Result<(), Error> {
    Sql::new("DELETE FROM passkeys WHERE person_id = $1")
        .bind(person.0)
        .execute(connection)
        .await?;
    Ok(())
}

/// Deletes a passkey of this person; a passkey of somebody else stays.
pub async fn delete_passkey(
    connection: &mut AnyConnection,
    person: PersonId,
    id: PasskeyId,
) -> Result<(), Error> {
    let sql = "DELETE FROM passkeys WHERE person_id = $1 AND id = $2";
    Sql::new(sql)
        .bind(person.0)
        .bind(id.0)
        .execute(connection)
        .await?;
    Ok(())
}

/// Keeps the state of a passkey ceremony until the browser comes back.
pub async fn insert_ceremony(
    connection: &mut AnyConnection,
    hash: &str,
    person: Option<PersonId>,
    state: &str,
    lapses_at: Timestamp,
) -> Result<(), Error> {
    Sql::new("INSERT INTO ceremonies (hash, person_id, state, lapses_at) VALUES ($1, $2, $3, $4)")
        .bind(hash)
        .bind(person.map(|person| person.0))
        .bind(state)
        .bind(lapses_at.0)
        .execute(connection)
        .await?;
    Ok(())
}

/// Takes the state of a passkey ceremony: only once, before it expires, and for the same person.
pub async fn take_ceremony(
    connection: &mut AnyConnection,
    hash: &str,
    person: Option<PersonId>,
    now: Timestamp,
) -> Result<Option<String>, Error> {
    let sql =
        "DELETE FROM ceremonies WHERE hash = $1 AND lapses_at > $2 RETURNING person_id, state";
    let taken: Option<(Option<i64>, String)> = Sql::new(sql)
        .bind(hash)
        .bind(now.0)
        .fetch_optional(connection)
        .await?;
    Ok(taken
        .filter(|(owner, _)| owner.map(PersonId) == person)
        .map(|(_, state)| state))
}

/// Deletes ceremonies and recovery codes that have expired.
pub async fn delete_expired(connection: &mut AnyConnection, now: Timestamp) -> Result<(), Error> {
    for sql in [
        "DELETE FROM ceremonies WHERE lapses_at <= $1",
        "DELETE FROM recovery_codes WHERE lapses_at <= $1",
    ] {
        Sql::new(sql).bind(now.0).execute(connection).await?;
    }
    Ok(())
}
