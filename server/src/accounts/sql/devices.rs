//! Devices that are signed in.

use life_circle_wire::accounts::Device;
use life_circle_wire::{DeviceId, PersonId, Timestamp};
use serde::Deserialize;

use crate::Error;
use crate::platform::db::{Connection, Sql, Write};
use crate::platform::news::News;

/// A device that signs in.
pub struct NewDevice<'a> {
    /// The device's id.
    pub id: DeviceId,
    /// The person who owns the device.
    pub person: PersonId,
    /// SHA-256 of its token, in hexadecimal.
    pub token_hash: &'a str,
    /// The name of the device.
    pub name: &'a str,
    /// When it signs in: now.
    pub created_at: Timestamp,
}

/// Signs a device in.
pub async fn insert_device(connection: &mut Connection, new: &NewDevice<'_>) -> Result<(), Error> {
    Sql::new(
        "INSERT INTO devices (id, person_id, token_hash, name, created_at, last_seen_at)
         VALUES ($1, $2, $3, $4, $5, $5)",
    )
    .bind(new.id.0)
    .bind(new.person.0)
    .bind(new.token_hash)
    .bind(new.name)
    .bind(new.created_at.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// The device that a session token belongs to.
#[derive(Deserialize)]
pub struct SignedInDevice {
    /// The device's id.
    pub id: i64,
    /// The person who owns the device.
    pub person_id: i64,
    /// When it last called, in milliseconds since 1970.
    pub last_seen_at: i64,
}

/// The device whose token has this hash.
pub async fn find_device(
    connection: &mut Connection,
    token_hash: &str,
) -> Result<Option<SignedInDevice>, Error> {
    let sql = "SELECT id, person_id, last_seen_at FROM devices WHERE token_hash = $1";
    Sql::new(sql)
        .bind(token_hash)
        .fetch_optional(connection)
        .await
}

/// Notes that a device is used now, if the last use that was noted is older than `since`.
pub async fn update_last_seen(
    connection: &mut Connection,
    device: DeviceId,
    now: Timestamp,
    since: Timestamp,
) -> Result<(), Error> {
    Sql::new("UPDATE devices SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $3")
        .bind(device.0)
        .bind(now.0)
        .bind(since.0)
        .execute(connection)
        .await?;
    Ok(())
}

#[derive(Deserialize)]
struct DeviceRow {
    id: i64,
    name: String,
    created_at: i64,
    last_seen_at: i64,
}

/// A person's devices, the most recently used first.
pub async fn list_devices(
    connection: &mut Connection,
    person: PersonId,
    current: DeviceId,
) -> Result<Vec<Device>, Error> {
    let sql = "SELECT id, name, created_at, last_seen_at FROM devices
               WHERE person_id = $1
               ORDER BY last_seen_at DESC, id DESC";
    let rows: Vec<DeviceRow> = Sql::new(sql).bind(person.0).fetch_all(connection).await?;
    let device = |row: DeviceRow| Device {
        id: DeviceId(row.id),
        name: row.name,
        created_at: Timestamp(row.created_at),
        last_seen_at: Timestamp(row.last_seen_at),
        is_current: row.id == current.0,
    };
    Ok(rows.into_iter().map(device).collect())
}

/// Signs out a device of this person. A device of somebody else stays signed in.
pub async fn delete_device(
    write: &mut Write,
    person: PersonId,
    device: DeviceId,
) -> Result<(), Error> {
    let sql =
        Sql::new("DELETE FROM devices WHERE person_id = $1 AND id = $2 RETURNING person_id, id");
    let removed: Vec<(i64, i64)> = sql.bind(person.0).bind(device.0).fetch_all(write).await?;
    tell_signed_out(write, &removed);
    Ok(())
}

/// Gives a device another token, by its hash. The old one is of no use any more.
pub async fn set_token(
    connection: &mut Connection,
    device: DeviceId,
    token_hash: &str,
) -> Result<(), Error> {
    let sql = Sql::new("UPDATE devices SET token_hash = $2 WHERE id = $1");
    sql.bind(device.0)
        .bind(token_hash)
        .execute(connection)
        .await?;
    Ok(())
}

/// Whether a device is signed in.
pub async fn is_signed_in(connection: &mut Connection, device: DeviceId) -> Result<bool, Error> {
    let sql = Sql::new("SELECT 1 FROM devices WHERE id = $1");
    sql.bind(device.0).exists(connection).await
}

/// Signs out a person's devices, except the `most` that signed in last.
pub async fn delete_older_devices(
    write: &mut Write,
    person: PersonId,
    most: u32,
) -> Result<(), Error> {
    let sql = Sql::new(
        "DELETE FROM devices
         WHERE person_id = $1
             AND id NOT IN (SELECT id FROM devices WHERE person_id = $1 ORDER BY id DESC LIMIT $2)
         RETURNING person_id, id",
    );
    let removed: Vec<(i64, i64)> = sql
        .bind(person.0)
        .bind(i64::from(most))
        .fetch_all(write)
        .await?;
    tell_signed_out(write, &removed);
    Ok(())
}

/// Signs out a person's devices: all, or all except `but`.
pub async fn delete_other_devices(
    write: &mut Write,
    person: PersonId,
    but: Option<DeviceId>,
) -> Result<(), Error> {
    let sql =
        Sql::new("DELETE FROM devices WHERE person_id = $1 AND id <> $2 RETURNING person_id, id");
    let removed: Vec<(i64, i64)> = sql
        .bind(person.0)
        .bind(but.map_or(0, |device| device.0))
        .fetch_all(write)
        .await?;
    tell_signed_out(write, &removed);
    Ok(())
}

/// Signs out devices that weren't used since a time, or signed in before another. Returns how many.
pub async fn delete_expired_devices(
    write: &mut Write,
    unused_since: Timestamp,
    signed_in_before: Timestamp,
) -> Result<usize, Error> {
    let sql = Sql::new(
        "DELETE FROM devices WHERE last_seen_at < $1 OR created_at < $2 RETURNING person_id, id",
    );
    let removed: Vec<(i64, i64)> = sql
        .bind(unused_since.0)
        .bind(signed_in_before.0)
        .fetch_all(write)
        .await?;
    tell_signed_out(write, &removed);
    Ok(removed.len())
}

/// Tells that these devices are signed out, so that their event streams end.
fn tell_signed_out(write: &mut Write, removed: &[(i64, i64)]) {
    for (person, device) in removed {
        write.tell(News::SignedOut(PersonId(*person), DeviceId(*device)));
    }
}
