//! Measures a server on one core, while another core asks: `cargo xtask bench server`. How many
//! answers a second it gives, as ratios to `/healthz`, which reads nothing; whether long feeds and
//! large databases are slower; how long a post to many friends takes; how much memory an idle
//! stream of events takes.
//!
//! The reader has six friends. A page of the feed has 20 moments with three comments and three
//! likes each.

#![expect(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "it prints figures of some thousands"
)]

mod asking;
#[path = "../../proofs/calls.rs"]
mod calls;
mod circle;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use asking::{measure, open_stream};
use calls::{call, free_port, new_key, sign_up_all, start};
use circle::{FRIENDS, Person, befriend, fill, make_circle, post};
use clap::Parser;
use core_affinity::CoreId;
use serde_json::{Value, json};
use tokio::process::Child;
use tokio::time::sleep;

const FEED: &str = "/api/v1/feed?limit=20";
/// The reader, their friends, and somebody with 547 other friends.
const PEOPLE: usize = 1 + FRIENDS + 1 + 547;
const POSTS: usize = 500;
const STREAMS_A_PERSON: usize = 8;
const SETTLES_WITHIN: Duration = Duration::from_secs(2);
const NEAR_PAGE: usize = 10;
const FAR_PAGE: usize = 500;

#[derive(Parser)]
struct Arguments {
    /// The server's program.
    #[arg(long)]
    server: PathBuf,
    /// How long each endpoint is measured, in seconds.
    #[arg(long, default_value_t = 4.0)]
    seconds: f64,
    /// How many rows the feeds of a large database have.
    #[arg(long, default_value_t = 1_000_000)]
    rows: i64,
    /// Accepted because `cargo bench` passes it.
    #[arg(long, hide = true)]
    bench: bool,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let folder = tempfile::tempdir()?;
    let cores = core_affinity::get_core_ids().unwrap_or_default();
    let [first, second, ..] = cores[..] else {
        bail!("one core is the server's, another one asks");
    };
    let start = async || Bench::start(&arguments, folder.path(), [first, second]).await;
    let mut bench = start().await?;
    let tokens = sign_up_all(bench.port, PEOPLE).await?;
    let people = tokens.into_iter().enumerate();
    let people: Vec<Person> = people
        .map(|(number, token)| (format!("writer_{number}"), token))
        .collect();
    make_circle(bench.port, &people[..=FRIENDS]).await?;
    let reader = &people[0].1;
    bench.print_throughput(reader).await?;
    print_posts(bench.port, &people[FRIENDS + 1..]).await?;
    bench.print_streams(&people).await?;
    for rows in [10_000, arguments.rows] {
        bench.server.kill().await?;
        fill(folder.path(), rows).await?;
        bench = start().await?;
        bench.print_pages(reader, rows).await?;
    }
    Ok(())
}

/// A server on a core of its own.
struct Bench {
    server: Child,
    port: u16,
    lasts: Duration,
}

impl Bench {
    async fn start(arguments: &Arguments, folder: &Path, cores: [CoreId; 2]) -> Result<Self> {
        let port = free_port()?;
        // The server inherits the core of the thread that starts it.
        core_affinity::set_for_current(cores[0]);
        let data = [OsStr::new("--data"), folder.as_os_str()];
        let server = start(&arguments.server, port, &data).await?;
        core_affinity::set_for_current(cores[1]);
        Ok(Self {
            server,
            port,
            lasts: Duration::from_secs_f64(arguments.seconds),
        })
    }

    async fn print_throughput(&self, reader: &str) -> Result<()> {
        let answer = call(self.port, "GET", FEED, Some(reader), &new_key(), b"").await?;
        let etag = answer
            .head
            .lines()
            .find_map(|line| line.strip_prefix("etag:"));
        let unchanged = format!("if-none-match: {}\r\n", etag.context("an ETag")?.trim());
        let ask = async |path, headers| measure(self.port, self.lasts, reader, path, headers).await;
        let first = ask("/healthz", "").await?;
        let mut figures = Vec::new();
        for (name, path, headers) in [
            ("who is signed in", "/api/v1/sessions/current", ""),
            ("first page of the feed", FEED, ""),
            ("the same, unchanged (304)", FEED, unchanged.as_str()),
            ("feed, one moment", "/api/v1/feed?limit=1", ""),
            ("status", "/api/v1/status", ""),
            ("notifications", "/api/v1/notifications", ""),
        ] {
            figures.push((name, ask(path, headers).await?));
        }
        let last = ask("/healthz", "").await?;
        let healthz = f64::midpoint(first.a_second, last.a_second);
        let spread = (first.a_second - last.a_second).abs() / healthz * 100.0;
        println!("/healthz: {healthz:.0} a second (the two runs differ by {spread:.0} %)");
        println!("what                           a second  ÷ healthz    bytes    status");
        for (name, figure) in figures {
            println!(
                "{name:<28} {:>10.0} {:>10.4} {:>8} {:>9}",
                figure.a_second,
                figure.a_second / healthz,
                figure.bytes,
                figure.status,
            );
        }
        Ok(())
    }

    /// Compares pages of a long feed, near its beginning and far down: both have plain moments.
    /// `rows` are those of all feeds.
    async fn print_pages(&self, reader: &str, rows: i64) -> Result<()> {
        let mut path = FEED.to_owned();
        let mut figures = vec![self.ask_for(reader, &path).await?];
        for page in 2..=FAR_PAGE {
            let answer = call(self.port, "GET", &path, Some(reader), &new_key(), b"").await?;
            let answer: Value = serde_json::from_slice(&answer.body)?;
            let cursor = answer["next"].as_str().context("another page")?;
            path = format!("{FEED}&cursor={cursor}");
            if page == NEAR_PAGE || page == FAR_PAGE {
                figures.push(self.ask_for(reader, &path).await?);
            }
        }
        println!(
            "{rows} rows of feeds: page 1 {:.0} a second; page {NEAR_PAGE} {:.0}, page {FAR_PAGE} \
                {:.0} ({:.2}×)",
            figures[0],
            figures[1],
            figures[2],
            figures[1] / figures[2],
        );
        Ok(())
    }

    /// Answers a second.
    async fn ask_for(&self, reader: &str, path: &str) -> Result<f64> {
        let figure = measure(self.port, self.lasts, reader, path, "").await?;
        Ok(figure.a_second)
    }

    /// How much memory streams take on which nothing happens.
    async fn print_streams(&self, people: &[Person]) -> Result<()> {
        let process = self.server.id().context("it runs")?;
        // The first stream warms up what all share.
        let mut streams = vec![open_stream(self.port, 0, &people[0].1).await?];
        sleep(SETTLES_WITHIN).await;
        let before = resident(process)?;
        for (number, (_, token)) in (1..).zip(&people[1..]) {
            for _ in 0..STREAMS_A_PERSON {
                streams.push(open_stream(self.port, number, token).await?);
            }
        }
        sleep(SETTLES_WITHIN).await;
        let count = streams.len() - 1;
        let each = (resident(process)? - before) / count as f64;
        println!("{count} idle streams: {each:.1} kB each");
        Ok(())
    }
}

/// How long somebody who posts to many friends waits. The first of the people posts.
async fn print_posts(port: u16, people: &[Person]) -> Result<()> {
    let (_, author) = &people[0];
    for friend in &people[1..] {
        befriend(port, &people[0], friend).await?;
    }
    let mut waits = Vec::new();
    for number in 0..POSTS {
        let moment = json!({"text": format!("{number}"), "audience": "friends"});
        let began = Instant::now();
        post(port, "/moments", Some(author), &moment).await?;
        waits.push(began.elapsed().as_secs_f64() * 1000.0);
    }
    waits.sort_unstable_by(f64::total_cmp);
    println!(
        "a moment to {} friends: p50 {:.1} ms, p99 {:.1} ms",
        people.len() - 1,
        waits[POSTS / 2],
        waits[POSTS * 99 / 100],
    );
    Ok(())
}

/// The memory of a process, in kB.
fn resident(process: u32) -> Result<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number.context("its memory")?.parse()?)
}
