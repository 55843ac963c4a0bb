//! Kills the server while fifty people write, starts it again, and checks that everything that it
//! acknowledged is there: `cargo xtask crash --rounds N`.

#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

mod calls;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use calls::{call, free_port, new_key, sign_up_all, start};
use clap::Parser;
use rand::RngExt as _;
use serde_json::{Value, json};
use tokio::task::JoinSet;

const WRITERS: usize = 50;
/// After a start, the server must listen within this time.
const BACK_WITHIN: Duration = Duration::from_secs(2);

#[derive(Parser)]
struct Arguments {
    /// The server's program.
    #[arg(long)]
    server: PathBuf,
    /// How often the server is killed.
    #[arg(long, default_value_t = 3)]
    rounds: u32,
}

/// A write that the server acknowledged, with what is needed to read it.
struct AcknowledgedWrite {
    token: Arc<str>,
    path: String,
    is_photo: bool,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let folder = tempfile::tempdir()?;
    let data = [OsStr::new("--data"), folder.path().as_os_str()];
    let port = free_port()?;
    let mut tokens = Vec::new();
    let mut total = 0;
    let mut photos = 0;
    let mut slowest = Duration::ZERO;
    let mut acknowledged: Vec<AcknowledgedWrite> = Vec::new();
    for round in 1..=arguments.rounds {
        let started_at = Instant::now();
        let mut server = start(&arguments.server, port, &data).await?;
        let took = started_at.elapsed();
        ensure!(took < BACK_WITHIN, "round {round}: back after {took:?}");
        slowest = slowest.max(took);
        look_for(port, &acknowledged)
            .await
            .with_context(|| format!("round {round}"))?;
        total += acknowledged.len();
        photos += acknowledged.iter().filter(|write| write.is_photo).count();
        if tokens.is_empty() {
            tokens = sign_up_all(port, WRITERS).await?;
        }
        let writers = write_all(port, &tokens, round);
        let lives = Duration::from_millis(rand::rng().random_range(250..900));
        tokio::time::sleep(lives).await;
        server.kill().await?;
        acknowledged = writers.join_all().await.into_iter().flatten().collect();
        check_integrity(folder.path())
            .await
            .with_context(|| format!("round {round}"))?;
    }
    let mut server = start(&arguments.server, port, &data).await?;
    look_for(port, &acknowledged)
        .await
        .context("after the last round")?;
    total += acknowledged.len();
    photos += acknowledged.iter().filter(|write| write.is_photo).count();
    server.kill().await?;
    ensure!(
        total > 0 && photos > 0,
        "nothing was written: nothing is proved"
    );
    println!(
        "{} rounds: {total} acknowledged writes, {photos} of them photos, all there; integrity \
            checked after each; back within {:.0} ms",
        arguments.rounds,
        slowest.as_secs_f64() * 1000.0
    );
    Ok(())
}

/// Starts fifty people who write until the server is gone. Each returns what was acknowledged.
fn write_all(port: u16, tokens: &[Arc<str>], round: u32) -> JoinSet<Vec<AcknowledgedWrite>> {
    let count = Arc::new(AtomicU64::new(0));
    let mut writers = JoinSet::new();
    for (number, token) in tokens.iter().enumerate() {
        let token = token.clone();
        let count = count.clone();
        writers.spawn(async move {
            let mut acknowledged = Vec::new();
            loop {
                let turn = count.fetch_add(1, Ordering::Relaxed);
                let is_photo = (turn + number as u64).is_multiple_of(5);
                let written = if is_photo {
                    send_photo(port, &token, turn).await
                } else {
                    send_moment(port, &token, round, turn).await
                };
                // The server is gone. What it didn't acknowledge may be lost.
                let Ok(path) = written else {
                    return acknowledged;
                };
                acknowledged.push(AcknowledgedWrite {
                    token: token.clone(),
                    path,
                    is_photo,
                });
            }
        });
    }
    writers
}

async fn send_moment(port: u16, token: &str, round: u32, turn: u64) -> Result<String> {
    let moment = json!({ "text": format!("round {round}, turn {turn}") });
    let body = moment.to_string();
    let path = "/api/v1/moments";
    let answer = call(port, "POST", path, Some(token), &new_key(), body.as_bytes()).await?;
    ensure!(answer.status == 200, "posting: {}", answer.head);
    let answer: Value = serde_json::from_slice(&answer.body)?;
    Ok(format!(
        "/api/v1/moments/{}",
        answer["id"].as_str().context("an id")?
    ))
}

async fn send_photo(port: u16, token: &str, turn: u64) -> Result<String> {
    let [shade, ..] = turn.to_le_bytes();
    let picture = image::RgbImage::from_fn(32, 32, |x, y| {
        image::Rgb([shade, x.to_le_bytes()[0], y.to_le_bytes()[0]])
    });
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png)?;
    let path = "/api/v1/photos";
    let answer = call(port, "POST", path, Some(token), &new_key(), png.get_ref()).await?;
    ensure!(answer.status == 200, "uploading: {}", answer.status);
    let answer: Value = serde_json::from_slice(&answer.body)?;
    Ok(format!(
        "/api/v1/photos/{}-large",
        answer["id"].as_str().context("an id")?
    ))
}

async fn look_for(port: u16, acknowledged: &[AcknowledgedWrite]) -> Result<()> {
    for write in acknowledged {
        let answer = call(port, "GET", &write.path, Some(&write.token), "", b"").await?;
        ensure!(
            answer.status == 200,
            "{} was acknowledged and is gone: {}",
            write.path,
            answer.status
        );
        ensure!(
            !write.is_photo || answer.body.starts_with(&[0xFF, 0xD8]),
            "{} is no JPEG any more",
            write.path
        );
    }
    Ok(())
}

async fn check_integrity(folder: &Path) -> Result<()> {
    sqlx::any::install_default_drivers();
    let file = folder.join("life-circle.sqlite3");
    ensure!(fs::metadata(&file)?.len() > 0, "there is no database");
    let pool = sqlx::AnyPool::connect(&format!("sqlite://{}", file.display())).await?;
    let answer: String = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(&pool)
        .await?;
    pool.close().await;
    ensure!(answer == "ok", "the database is damaged: {answer}");
    Ok(())
}
