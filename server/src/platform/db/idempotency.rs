//! Idempotency keys, and what each key created.

use life_circle_wire::{ErrorCode, PersonId};

use super::{Connection, Sql};
use crate::Error;

/// The idempotency key of a request, with a hash of the request.
#[derive(Clone, Debug)]
pub struct Key {
    /// The person who sent the key: two people may use the same one.
    pub person: PersonId,
    /// The value of the header.
    pub key: String,
    /// SHA-256 of method, path and body, in hexadecimal. The database keeps it for a day, or until
    /// what it created is deleted: whoever reads the database could try words until one fits.
    pub request_hash: String,
}

/// The outcome of claiming a key.
#[derive(Debug, PartialEq, Eq)]
pub enum Claim {
    /// The key is new: create the object with the id that was given.
    New,
    /// The key created the object with this id before.
    Repeat(i64),
}

/// The id that a key created before; `None` if the key is new. Refuses a key that another request
/// has used, as long as that request is known.
pub async fn find_created(connection: &mut Connection, key: &Key) -> Result<Option<i64>, Error> {
    let sql =
        "SELECT request_hash, created_id FROM idempotency_keys WHERE person_id = $1 AND key = $2";
    let known: Option<(String, i64)> = Sql::new(sql)
        .bind(key.person.0)
        .bind(&key.key)
        .fetch_optional(connection)
        .await?;
    match known {
        Some((request_hash, created_id))
            if request_hash.is_empty() || request_hash == key.request_hash =>
        {
            Ok(Some(created_id))
        }
        Some(_) => Err(ErrorCode::KeyReused.into()),
        None => Ok(None),
    }
}

/// Claims a key for `new_id`. Call it in the transaction that creates the object.
pub async fn claim_key(
    connection: &mut Connection,
    key: &Key,
    new_id: i64,
) -> Result<Claim, Error> {
    let added = Sql::new(
        "INSERT INTO idempotency_keys (person_id, key, request_hash, created_id)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (person_id, key) DO NOTHING",
    )
    .bind(key.person.0)
    .bind(&key.key)
    .bind(&key.request_hash)
    .bind(new_id)
    .execute(connection)
    .await?;
    if added == 1 {
        return Ok(Claim::New);
    }
    let known = find_created(connection, key)
        .await?
        .ok_or_else(|| Error::internal(anyhow::anyhow!("a key is gone")))?;
    Ok(Claim::Repeat(known))
}

/// Forgets the requests that created these objects.
pub(super) async fn forget_requests(
    connection: &mut Connection,
    created: &[i64],
) -> Result<(), Error> {
    let sql = "UPDATE idempotency_keys SET request_hash = '' WHERE created_id IN ($list)
         AND request_hash <> ''";
    let sql = Sql::new(sql).list(created.iter().copied());
    sql.execute(connection).await?;
    Ok(())
}

/// Forgets the requests that created the objects before `id`.
pub async fn forget_requests_before(connection: &mut Connection, id: i64) -> Result<(), Error> {
    let sql = "UPDATE idempotency_keys SET request_hash = '' WHERE created_id < $1
         AND request_hash <> ''";
    Sql::new(sql).bind(id).execute(connection).await?;
    Ok(())
}
