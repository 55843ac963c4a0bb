//! The people, their moments, and feeds of any length.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use life_circle_server::platform::db::{Database, Sql};
use serde_json::{Value, json};

use crate::calls::{call, new_key};

/// The friends of the reader.
pub const FRIENDS: usize = 6;
const MOMENTS: usize = 40;
/// Comments and likes of each moment.
const REACTIONS: usize = 3;

/// A handle and a token.
pub type Person = (String, Arc<str>);

/// Makes the people friends of each other. All but the first post and react.
pub async fn make_circle(port: u16, people: &[Person]) -> Result<()> {
    for (number, person) in people.iter().enumerate() {
        for other in &people[..number] {
            befriend(port, person, other).await?;
        }
    }
    for number in 0..MOMENTS {
        let (_, author) = &people[1 + number % FRIENDS];
        let text = format!("{number}: {}", "a walk along the river, and then tea");
        let moment = json!({"text": text, "audience": "friends"});
        let moment = post(port, "/moments", Some(author), &moment).await?;
        let id = moment["id"].as_str().context("an id")?;
        for reaction in 1..=REACTIONS {
            let (_, token) = &people[1 + (number + reaction) % FRIENDS];
            let comment = json!({"text": "Next time I come with you."});
            post(
                port,
                &format!("/moments/{id}/comments"),
                Some(token),
                &comment,
            )
            .await?;
            let like = json!({"liked": true}).to_string();
            let path = format!("/api/v1/moments/{id}/like");
            let answer = call(port, "PUT", &path, Some(token), &new_key(), like.as_bytes()).await?;
            ensure!(answer.status == 200, "a like: {}", answer.status);
        }
    }
    Ok(())
}

/// Makes two people friends: each asks the other.
pub async fn befriend(port: u16, one: &Person, other: &Person) -> Result<()> {
    for ((_, token), (handle, _)) in [(one, other), (other, one)] {
        let request = json!({"handle": handle});
        post(port, "/friend-requests", Some(token), &request).await?;
    }
    Ok(())
}

pub async fn post(port: u16, path: &str, token: Option<&str>, body: &Value) -> Result<Value> {
    let path = format!("/api/v1{path}");
    let body = body.to_string();
    let answer = call(port, "POST", &path, token, &new_key(), body.as_bytes()).await?;
    let text = String::from_utf8_lossy(&answer.body);
    ensure!(answer.status == 200, "{path}: {} {text}", answer.status);
    Ok(serde_json::from_slice(&answer.body)?)
}

/// Fills the feeds, while no server runs, until they have so many rows: first the reader's, then
/// those of people who don't exist.
pub async fn fill(folder: &Path, rows: i64) -> Result<()> {
    let database = Database::open_folder(folder).await?;
    let mut write = database.write().await?;
    // Before all ids that the server has made.
    Sql::new(
        "INSERT OR IGNORE INTO moments (id, author_id, text, audience, created_at, has_words)
         WITH RECURSIVE numbers (number) AS
             (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 10000)
         SELECT number, (SELECT id FROM people WHERE handle = 'writer_1'), 'Moment ' || number,
             'friends', number, 1
         FROM numbers",
    )
    .execute(&mut write)
    .await?;
    Sql::new(
        "INSERT OR IGNORE INTO timeline (person_id, moment_id, arrival)
         SELECT p.id, m.id, 0 FROM people p, moments m
         WHERE p.handle = 'writer_0' AND m.id <= 10000",
    )
    .execute(&mut write)
    .await?;
    Sql::new(
        "INSERT OR IGNORE INTO timeline (person_id, moment_id, arrival)
         WITH RECURSIVE numbers (number) AS
             (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < $1)
         SELECT number, m.id, 0 FROM numbers, moments m WHERE m.id <= 10000",
    )
    .bind(rows / 10_000)
    .execute(&mut write)
    .await?;
    write.commit().await?;
    database.close().await;
    Ok(())
}
