//! Measures how many answers a second a server on one core gives, as ratios to `/healthz`, which
//! reads nothing: `cargo xtask bench server`. The other core sends the requests.
//!
//! The reader has six friends. A page of the feed has 20 moments with three comments and three likes
//! each.

#![expect(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "it prints figures of some thousands"
)]

#[path = "../proofs/calls.rs"]
mod calls;

use std::ffi::OsStr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use calls::{call, free_port, new_key, sign_up_all, start};
use clap::Parser;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// Connections that ask at the same time.
const CONNECTIONS: usize = 16;
/// Answers before the measurement begins.
const WARM_UP: Duration = Duration::from_millis(500);
const FRIENDS: usize = 6;
const MOMENTS: usize = 40;
const REACTIONS: usize = 3;

#[derive(Parser)]
struct Arguments {
    /// The server's program.
    #[arg(long)]
    server: PathBuf,
    /// How long each endpoint is measured, in seconds.
    #[arg(long, default_value_t = 4.0)]
    seconds: f64,
    /// Accepted because `cargo bench` passes it.
    #[arg(long, hide = true)]
    bench: bool,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let cores = core_affinity::get_core_ids().unwrap_or_default();
    ensure!(
        cores.len() > 1,
        "one core is the server's, another one asks"
    );
    let folder = tempfile::tempdir()?;
    let port = free_port()?;
    // The server inherits the core of the thread that starts it.
    core_affinity::set_for_current(cores[0]);
    let data = [OsStr::new("--data"), folder.path().as_os_str()];
    let server = start(&arguments.server, port, &data).await?;
    core_affinity::set_for_current(cores[1]);
    let reader = make_circle(port).await?;

    let lasts = Duration::from_secs_f64(arguments.seconds);
    let measure = async |path: &str, headers: &str| -> Result<Figure> {
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {reader}\r\n{headers}\r\n"
        );
        measure(port, request.into(), lasts).await
    };
    let feed = "/api/v1/feed?limit=20";
    let answer = call(port, "GET", feed, Some(&reader), &new_key(), b"").await?;
    let etag = answer
        .head
        .lines()
        .find_map(|line| line.strip_prefix("etag:"));
    let unchanged = format!("if-none-match: {}\r\n", etag.context("an ETag")?.trim());
    let first = measure("/healthz", "").await?;
    let mut figures = Vec::new();
    for (name, path, headers) in [
        ("who is signed in", "/api/v1/sessions/current", ""),
        ("first page of the feed", feed, ""),
        ("the same, unchanged (304)", feed, &unchanged),
        ("feed, one moment", "/api/v1/feed?limit=1", ""),
        ("status", "/api/v1/status", ""),
        ("notifications", "/api/v1/notifications", ""),
    ] {
        figures.push((name, measure(path, headers).await?));
    }
    let last = measure("/healthz", "").await?;
    let healthz = (first.a_second + last.a_second) / 2.0;
    let spread = (first.a_second - last.a_second).abs() / healthz;
    println!(
        "/healthz: {healthz:.0} a second (the two runs differ by {:.0} %)",
        spread * 100.0
    );
    println!(
        "{:<28} {:>10} {:>10} {:>8} {:>9}",
        "what", "a second", "÷ healthz", "bytes", "status"
    );
    for (name, figure) in figures {
        println!(
            "{name:<28} {:>10.0} {:>10.4} {:>8} {:>9}",
            figure.a_second,
            figure.a_second / healthz,
            figure.bytes,
            figure.status,
        );
    }
    drop(server);
    Ok(())
}

/// Signs up a reader and their friends, who post and react. Returns the reader's token.
async fn make_circle(port: u16) -> Result<Arc<str>> {
    let tokens = sign_up_all(port, FRIENDS + 1).await?;
    let handles = (0..).map(|number| format!("writer_{number}"));
    let mut people: Vec<(String, Arc<str>)> = handles.zip(tokens).collect();
    for (number, (_, token)) in people.iter().enumerate() {
        for (handle, _) in people.iter().skip(number + 1) {
            let request = json!({"handle": handle});
            post(port, "/friend-requests", Some(token), &request).await?;
        }
        for (handle, _) in people.iter().take(number) {
            // Whoever asks somebody who has asked becomes their friend.
            let request = json!({"handle": handle});
            post(port, "/friend-requests", Some(token), &request).await?;
        }
    }
    for number in 0..MOMENTS {
        let (_, author) = &people[1 + number % FRIENDS];
        let text = format!(
            "{number}: {}",
            "a walk along the river, and then tea ".repeat(4)
        );
        let moment = json!({"text": text, "audience": "friends"});
        let moment = post(port, "/moments", Some(author), &moment).await?;
        let id = moment["id"].as_str().context("an id")?;
        for reaction in 1..=REACTIONS {
            let (_, token) = &people[1 + (number + reaction) % FRIENDS];
            let comment = json!({"text": "Next time I'd like to come with you."});
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
    Ok(people.swap_remove(0).1)
}

async fn post(port: u16, path: &str, token: Option<&str>, body: &Value) -> Result<Value> {
    let path = format!("/api/v1{path}");
    let body = body.to_string();
    let answer = call(port, "POST", &path, token, &new_key(), body.as_bytes()).await?;
    let text = String::from_utf8_lossy(&answer.body);
    ensure!(answer.status == 200, "{path}: {} {text}", answer.status);
    Ok(serde_json::from_slice(&answer.body)?)
}

struct Figure {
    a_second: f64,
    /// Of the body of one answer.
    bytes: usize,
    status: u16,
}

/// Sends a request again and again, on several connections.
async fn measure(port: u16, request: Vec<u8>, lasts: Duration) -> Result<Figure> {
    let mut senders = JoinSet::new();
    let begins = Instant::now() + WARM_UP;
    let ends = begins + lasts;
    for _ in 0..CONNECTIONS {
        let mut connection = KeptAlive::open(port).await?;
        let request = request.clone();
        senders.spawn(async move {
            let mut answers = 0;
            let mut status = 0;
            let mut bytes = 0;
            while Instant::now() < ends {
                (status, bytes) = connection.ask(&request).await?;
                answers += u64::from(Instant::now() > begins);
            }
            anyhow::Ok((answers, status, bytes))
        });
    }
    let mut figure = Figure {
        a_second: 0.0,
        bytes: 0,
        status: 0,
    };
    while let Some(sender) = senders.join_next().await {
        let (answers, status, bytes) = sender??;
        figure.a_second += answers as f64 / lasts.as_secs_f64();
        figure.status = status;
        figure.bytes = bytes;
    }
    Ok(figure)
}

/// A connection that stays open between requests.
struct KeptAlive {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl KeptAlive {
    async fn open(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(64 * 1024),
        })
    }

    /// Sends a request. Returns the status of the answer and the length of its body.
    async fn ask(&mut self, request: &[u8]) -> Result<(u16, usize)> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        loop {
            let read = self.stream.read_buf(&mut self.buffer).await?;
            ensure!(read > 0, "the server hung up");
            if let Some((status, head, body)) = read_head(&self.buffer)?
                && self.buffer.len() >= head + body
            {
                return Ok((status, body));
            }
        }
    }
}

/// The status of an answer, the length of its head and that of its body; `None` if its head isn't
/// complete yet.
fn read_head(answer: &[u8]) -> Result<Option<(u16, usize, usize)>> {
    let Some(end) = answer.windows(4).position(|window| window == b"\r\n\r\n") else {
        return Ok(None);
    };
    let head = std::str::from_utf8(&answer[..end])?;
    let status = head.get(9..12).context("a status")?.parse()?;
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let length = length.map_or(Ok(0), str::parse)?;
    Ok(Some((status, end + 4, length)))
}
