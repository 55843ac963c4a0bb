//! What people sign in with: passwords, recovery codes, and ceremonies of passkeys.

use life_circle_wire::{PersonId, Timestamp};

use crate::Error;
use crate::platform::db::{Connection, Sql};

/// Sets the hash of a person's password.
pub async fn set_password(
    connection: &mut Connection,
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
    connection: &mut Connection,
    person: PersonId,
    hash: &str,
) -> Result<bool, Error> {
    let sql = Sql::new("SELECT 1 FROM people WHERE id = $1 AND password_hash = $2");
    sql.bind(person.0).bind(hash).exists(connection).await
}

/// Replaces the recovery codes of a person.
pub async fn set_recovery_codes(
    connection: &mut Connection,
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
    connection: &mut Connection,
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
    connection: &mut Connection,
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
    connection: &mut Connection,
    person: PersonId,
) -> Result<u32, Error> {
    let sql = "SELECT COUNT(*) FROM recovery_codes WHERE person_id = $1 AND lapses_at IS NULL";
    let count: i64 = Sql::new(sql)
        .bind(person.0)
        .fetch_scalar(connection)
        .await?;
    Ok(count as u32)
}

/// Keeps the state of a passkey ceremony until the browser comes back.
pub async fn insert_ceremony(
    connection: &mut Connection,
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
    connection: &mut Connection,
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
pub async fn delete_expired(connection: &mut Connection, now: Timestamp) -> Result<(), Error> {
    for sql in [
        "DELETE FROM ceremonies WHERE lapses_at <= $1",
        "DELETE FROM recovery_codes WHERE lapses_at <= $1",
    ] {
        Sql::new(sql).bind(now.0).execute(connection).await?;
    }
    Ok(())
}
