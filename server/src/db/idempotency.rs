//! Which key created what.

use life_circle_wire::{ErrorCode, PersonId};
use sqlx::AnyConnection;

use crate::Error;

/// The key of a request, and what it stands for.
#[derive(Clone, Debug)]
pub struct Key {
    /// Whose key it is: two people may use the same.
    pub person: PersonId,
    /// The header's value.
    pub key: String,
    /// SHA-256 of method, path and body, in hexadecimal.
    pub request_hash: String,
}

/// What a key is good for.
#[derive(Debug, PartialEq, Eq)]
pub enum Claim {
    /// Nobody used it: create under the id that was given.
    New,
    /// It created this before.
    Repeat(i64),
}

/// Claims a key for `new_id`, within the transaction that creates it.
pub async fn claim(connection: &mut AnyConnection, key: &Key, new_id: i64) -> Result<Claim, Error> {
    let added = sqlx::query(
        "INSERT INTO idempotency_keys (person_id, key, request_hash, created_id) VALUES ($1, $2, $3, $4)
         ON CONFLICT (person_id, key) DO NOTHING",
    )
    .bind(key.person.0)
    .bind(&key.key)
    .bind(&key.request_hash)
    .bind(new_id)
    .execute(&mut *connection)
    .await?;
    if added.rows_affected() == 1 {
        return Ok(Claim::New);
    }
    let (request_hash, created_id): (String, i64) =
        sqlx::query_as("SELECT request_hash, created_id FROM idempotency_keys WHERE person_id = $1 AND key = $2")
            .bind(key.person.0)
            .bind(&key.key)
            .fetch_one(connection)
            .await?;
    if request_hash == key.request_hash { Ok(Claim::Repeat(created_id)) } else { Err(ErrorCode::KeyReused.into()) }
}
