//! Restarts `PostgreSQL` while people post: `cargo xtask restart`. Long, as a whole program.
//!
//! Also cuts all connections to it. Sixteen people write through two servers. Nothing that was
//! acknowledged is lost or there twice, nobody is told anything but "try again", and news crosses
//! from server to server again afterwards.

#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

mod calls;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use calls::{call, free_port, new_key, sign_up_all, start};
use clap::Parser;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

const WRITERS: usize = 16;
/// How long people write before and after each interruption.
const MEANWHILE: Duration = Duration::from_secs(2);
/// After an interruption, each server must write again within this time.
const BACK_WITHIN: Duration = Duration::from_secs(20);

#[derive(Parser)]
struct Arguments {
    /// The server's program.
    #[arg(long)]
    server: PathBuf,
    /// A database of `PostgreSQL` by its URL: the proof makes another next to it.
    #[arg(long)]
    database_url: String,
    /// The words of a command that controls `PostgreSQL`: `pg_ctl -D …`, one word each time.
    #[arg(long = "control", allow_hyphen_values = true)]
    control: Vec<String>,
}

/// What the writers have seen.
#[derive(Default)]
struct Seen {
    /// The number of each answer's status; 0 stands for a connection that was cut.
    statuses: Mutex<BTreeMap<u16, u64>>,
    /// How many writes each server has acknowledged.
    acknowledged: [AtomicU64; 2],
    is_over: AtomicBool,
}

/// What a writer has written, and the server has acknowledged.
struct Written {
    token: Arc<str>,
    texts: Vec<String>,
}

impl Seen {
    /// Waits until each server has acknowledged something more. Returns how long that took.
    async fn wait_for_both(&self) -> Result<Duration> {
        let began_at = Instant::now();
        for count in &self.acknowledged {
            let before = count.load(Ordering::Relaxed);
            while count.load(Ordering::Relaxed) == before {
                ensure!(began_at.elapsed() < BACK_WITHIN, "a server doesn't write");
                sleep(Duration::from_millis(10)).await;
            }
        }
        Ok(began_at.elapsed())
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let url = create_database(&arguments.database_url).await?;
    let folder = tempfile::tempdir()?;
    let ports = [free_port()?, free_port()?];
    let servers = start_both(&arguments.server, &url, folder.path(), ports).await?;
    let tokens = sign_up_all(ports[0], WRITERS).await?;
    befriend(ports[0], &tokens[0], &tokens[1]).await?;
    hear_across(ports, &tokens)
        .await
        .context("before anything")?;
    let seen = Arc::new(Seen::default());
    let mut writers = JoinSet::new();
    for (number, token) in tokens.iter().enumerate() {
        writers.spawn(write(ports, number, token.clone(), seen.clone()));
    }
    for interruption in ["fast", "immediate", "connections"] {
        sleep(MEANWHILE).await;
        let began_at = Instant::now();
        match interruption {
            "connections" => cut_connections(&url).await?,
            mode => restart(&arguments.control, mode).await?,
        }
        let away = began_at.elapsed().as_secs_f64();
        let back_after = seen
            .wait_for_both()
            .await
            .context(interruption)?
            .as_secs_f64();
        hear_across(ports, &tokens).await.context(interruption)?;
        println!("{interruption}: away {away:.1} s, back {back_after:.1} s later, news crosses");
    }
    sleep(MEANWHILE).await;
    seen.is_over.store(true, Ordering::Relaxed);
    let written = writers
        .join_all()
        .await
        .into_iter()
        .collect::<Result<Vec<_>>>()?;
    let mut total = 0;
    for Written { token, texts } in &written {
        total += texts.len();
        check_feed(ports[0], token, texts).await?;
    }
    let statuses = seen
        .statuses
        .lock()
        .expect("no writer has panicked")
        .clone();
    println!("{total} acknowledged writes, each there once; answers by status: {statuses:?}");
    let is_known = |status: &u16| [0, 200, 503].contains(status);
    ensure!(
        statuses.keys().all(is_known),
        "an answer is neither 200 nor 503"
    );
    stop(servers).await
}

/// Starts two servers on one database and one folder of photos.
async fn start_both(
    program: &Path,
    url: &str,
    folder: &Path,
    ports: [u16; 2],
) -> Result<Vec<Child>> {
    let media = folder.join("media");
    let mut servers = Vec::new();
    for (node, port) in ["1", "2"].iter().zip(ports) {
        let data = folder.join(node);
        let settings = ["--database-url", url, "--node", node].map(OsStr::new);
        let folders = [
            OsStr::new("--media"),
            media.as_os_str(),
            OsStr::new("--data"),
            data.as_os_str(),
        ];
        servers.push(start(program, port, &[settings, folders].concat()).await?);
    }
    Ok(servers)
}

/// Makes a database of its own. Returns its URL.
async fn create_database(url: &str) -> Result<String> {
    let name = format!("restart_{:x}", rand::random::<u64>());
    run_sql(url, &format!("CREATE DATABASE {name}")).await?;
    let (server, _) = url.rsplit_once('/').context("the URL ends in a database")?;
    Ok(format!("{server}/{name}"))
}

async fn run_sql(url: &str, sql: &str) -> Result<()> {
    sqlx::any::install_default_drivers();
    let pool = sqlx::AnyPool::connect(url).await?;
    sqlx::query(sqlx::AssertSqlSafe(sql.to_owned()))
        .execute(&pool)
        .await?;
    pool.close().await;
    Ok(())
}

/// Cuts the connections of all servers: those that read and write, the one that listens, and the
/// one that holds the claim to the node.
async fn cut_connections(url: &str) -> Result<()> {
    let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    run_sql(url, sql).await
}

async fn restart(control: &[String], mode: &str) -> Result<()> {
    let (program, words) = control.split_first().context("how to control PostgreSQL")?;
    let status = Command::new(program)
        .args(words)
        .args(["-w", "-m", mode, "restart"])
        // Its user may not read ours.
        .current_dir("/")
        .stdout(std::process::Stdio::null())
        .status()
        .await?;
    ensure!(status.success(), "PostgreSQL doesn't restart");
    Ok(())
}

/// Posts through both servers by turns, each moment with its own key until it is acknowledged.
async fn write(
    ports: [u16; 2],
    writer: usize,
    token: Arc<str>,
    seen: Arc<Seen>,
) -> Result<Written> {
    let mut texts = Vec::new();
    for turn in 0_usize.. {
        if seen.is_over.load(Ordering::Relaxed) {
            break;
        }
        let node = turn % 2;
        let text = format!("writer {writer}, turn {turn}");
        let body = json!({ "text": text }).to_string();
        let key = new_key();
        loop {
            let path = "/api/v1/moments";
            let answer = call(
                ports[node],
                "POST",
                path,
                Some(&token),
                &key,
                body.as_bytes(),
            )
            .await;
            let status = answer.as_ref().map_or(0, |answer| answer.status);
            *seen
                .statuses
                .lock()
                .expect("no writer has panicked")
                .entry(status)
                .or_default() += 1;
            match answer {
                Ok(answer) if answer.status == 200 => break,
                Ok(answer) if answer.status == 503 && !answer.head.contains("\r\nretry-after:") => {
                    bail!("503 without Retry-After")
                }
                _ => sleep(Duration::from_millis(100)).await,
            }
        }
        seen.acknowledged[node].fetch_add(1, Ordering::Relaxed);
        texts.push(text);
        sleep(Duration::from_millis(20)).await;
    }
    Ok(Written { token, texts })
}

/// Makes the first two writers friends: each asks the other.
async fn befriend(port: u16, first: &str, second: &str) -> Result<()> {
    for (token, whom) in [(first, "writer_1"), (second, "writer_0")] {
        let body = json!({ "handle": whom }).to_string();
        let path = "/api/v1/friend-requests";
        let asked = call(port, "POST", path, Some(token), &new_key(), body.as_bytes()).await?;
        ensure!(asked.status == 200, "asking: {}", asked.status);
    }
    Ok(())
}

/// The first writer listens to the second server. A friend posts through the first one.
async fn hear_across(ports: [u16; 2], tokens: &[Arc<str>]) -> Result<()> {
    let mut stream = TcpStream::connect(("127.0.0.1", ports[1])).await?;
    let request = format!(
        "GET /api/v1/events HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\n\r\n",
        tokens[0]
    );
    stream.write_all(request.as_bytes()).await?;
    // The stream is open once it answers.
    let mut heard = Vec::new();
    timeout(BACK_WITHIN, stream.read_buf(&mut heard))
        .await
        .context("no stream")??;
    let body = json!({ "text": "across" }).to_string();
    let path = "/api/v1/moments";
    let token = Some(&*tokens[1]);
    let key = new_key();
    let posted = loop {
        let posted = call(ports[0], "POST", path, token, &key, body.as_bytes()).await?;
        if posted.status != 503 {
            break posted;
        }
        sleep(Duration::from_millis(100)).await;
    };
    ensure!(posted.status == 200, "posting: {}", posted.status);
    let posted: Value = serde_json::from_slice(&posted.body)?;
    let id = posted["id"].as_str().context("an id")?.to_owned();
    let hear = async {
        while !String::from_utf8_lossy(&heard).contains(&id) {
            if stream.read_buf(&mut heard).await? == 0 {
                bail!("the stream has ended: {}", String::from_utf8_lossy(&heard));
            }
        }
        Ok(())
    };
    timeout(BACK_WITHIN, hear)
        .await
        .context("no news of the other server")?
}

/// Reads the feed of a writer to its end: each of these texts must be there once.
async fn check_feed(port: u16, token: &str, texts: &[String]) -> Result<()> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/api/v1/feed?limit=100&cursor={cursor}");
        let answer = call(port, "GET", &path, Some(token), "", b"").await?;
        ensure!(answer.status == 200, "reading: {}", answer.status);
        let page: Value = serde_json::from_slice(&answer.body)?;
        for item in page["items"].as_array().context("a page")? {
            let text = item["moment"]["text"].as_str().context("a text")?;
            *counts.entry(text.to_owned()).or_default() += 1;
        }
        match page["next"].as_str() {
            Some(next) => next.clone_into(&mut cursor),
            None => break,
        }
    }
    for text in texts {
        let count = counts.get(text).copied().unwrap_or_default();
        ensure!(
            count == 1,
            "{text} was acknowledged and is there {count} times"
        );
    }
    Ok(())
}

async fn stop(servers: Vec<Child>) -> Result<()> {
    for mut server in servers {
        server.kill().await?;
    }
    Ok(())
}
