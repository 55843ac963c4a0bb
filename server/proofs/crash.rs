//! Kills the server while fifty people write, starts it again, and checks that everything that it
//! acknowledged is there: `cargo xtask crash --rounds N`.

#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use clap::Parser;
use rand::RngExt as _;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
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
    let port = std::net::TcpListener::bind("127.0.0.1:0")?
        .local_addr()?
        .port();
    let mut tokens = Vec::new();
    let mut total = 0;
    let mut photos = 0;
    let mut slowest = Duration::ZERO;
    let mut acknowledged: Vec<AcknowledgedWrite> = Vec::new();
    for round in 1..=arguments.rounds {
        let started_at = Instant::now();
        let mut server = start(&arguments.server, folder.path(), port).await?;
        let took = started_at.elapsed();
        ensure!(took < BACK_WITHIN, "round {round}: back after {took:?}");
        slowest = slowest.max(took);
        look_for(port, &acknowledged)
            .await
            .with_context(|| format!("round {round}"))?;
        total += acknowledged.len();
        photos += acknowledged.iter().filter(|write| write.is_photo).count();
        if tokens.is_empty() {
            tokens = sign_up_all(port).await?;
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
    let mut server = start(&arguments.server, folder.path(), port).await?;
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

/// Starts the server and waits until it listens.
async fn start(program: &Path, folder: &Path, port: u16) -> Result<Child> {
    let mut server = Command::new(program)
        .args([
            "--listen",
            &format!("127.0.0.1:{port}"),
            "--rate-limits",
            "1000000",
            "--log",
            "error",
            "--data",
        ])
        .arg(folder)
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .context("the server does not start")?;
    let output = server.stdout.take().context("its output is piped")?;
    let line = BufReader::new(output).lines().next_line().await?;
    ensure!(line.is_some(), "the server stopped before it listened");
    Ok(server)
}

async fn sign_up_all(port: u16) -> Result<Vec<Arc<str>>> {
    let mut tokens = Vec::new();
    for number in 0..WRITERS {
        let account = json!({
            "handle": format!("writer_{number}"),
            "display_name": "W",
            "password": "correct horse battery",
            "bearer": true
        });
        let (status, body) = call(
            port,
            "POST",
            "/api/v1/accounts",
            None,
            account.to_string().as_bytes(),
        )
        .await?;
        ensure!(status == 200, "signing up: {status}");
        let answer: Value = serde_json::from_slice(&body)?;
        tokens.push(answer["token"].as_str().context("a token")?.into());
    }
    Ok(tokens)
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
    let (status, body) = call(
        port,
        "POST",
        "/api/v1/moments",
        Some(token),
        moment.to_string().as_bytes(),
    )
    .await?;
    ensure!(status == 200, "posting: {status}");
    let answer: Value = serde_json::from_slice(&body)?;
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
    let (status, body) = call(port, "POST", "/api/v1/photos", Some(token), png.get_ref()).await?;
    ensure!(status == 200, "uploading: {status}");
    let answer: Value = serde_json::from_slice(&body)?;
    Ok(format!(
        "/api/v1/photos/{}-large",
        answer["id"].as_str().context("an id")?
    ))
}

async fn look_for(port: u16, acknowledged: &[AcknowledgedWrite]) -> Result<()> {
    for write in acknowledged {
        let (status, body) = call(port, "GET", &write.path, Some(&write.token), b"").await?;
        ensure!(
            status == 200,
            "{} was acknowledged and is gone: {status}",
            write.path
        );
        ensure!(
            !write.is_photo || body.starts_with(&[0xFF, 0xD8]),
            "{} is no JPEG any more",
            write.path
        );
    }
    Ok(())
}

/// Sends one request on a connection of its own. Returns the status and the body.
async fn call(
    port: u16,
    method: &str,
    path: &str,
    token: Option<&str>,
    body: &[u8],
) -> Result<(u16, Vec<u8>)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    let kind = if body.starts_with(b"{") {
        "application/json"
    } else {
        "image/png"
    };
    let token = token
        .map(|token| format!("authorization: Bearer {token}\r\n"))
        .unwrap_or_default();
    let key = format!("crash-{:016x}", rand::random::<u64>());
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\nx-life-circle: \
            1\r\nidempotency-key: {key}\r\ncontent-type: {kind}\r\ncontent-length: \
            {}\r\n{token}\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let end = answer
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .context("the answer was cut")?;
    let head = std::str::from_utf8(&answer[..end])?;
    let status = head.split(' ').nth(1).context("a status")?.parse()?;
    let length = head.lines().find_map(|line| {
        line.to_ascii_lowercase()
            .strip_prefix("content-length:")
            .map(|length| length.trim().to_owned())
    });
    let body = answer.split_off(end + 4);
    // An answer that was cut off acknowledges nothing.
    if let Some(length) = length
        && length.parse::<usize>()? != body.len()
    {
        bail!("the answer was cut");
    }
    Ok((status, body))
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
