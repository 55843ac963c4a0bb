//! A server in a process of its own, and requests to it, each on a connection of its own.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

/// What the server answered.
pub struct Answer {
    pub status: u16,
    /// The lines of the headers, in lower case.
    pub head: String,
    pub body: Vec<u8>,
}

/// A port on which nobody listens.
pub fn free_port() -> Result<u16> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    Ok(listener.local_addr()?.port())
}

/// Starts the server with these settings and waits until it listens.
pub async fn start(program: &Path, port: u16, settings: &[&OsStr]) -> Result<Child> {
    let mut server = Command::new(program)
        .args(["--listen", &format!("127.0.0.1:{port}")])
        .args(["--rate-limits", "1000000", "--log", "error"])
        .args(settings)
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .context("the server does not start")?;
    let output = server.stdout.take().context("its output is piped")?;
    let line = BufReader::new(output).lines().next_line().await?;
    ensure!(line.is_some(), "the server stopped before it listened");
    Ok(server)
}

/// A new `Idempotency-Key`.
pub fn new_key() -> String {
    format!("proof-{:016x}", rand::random::<u64>())
}

/// Sends one request. An answer that was cut off is an error: it acknowledges nothing.
pub async fn call(
    port: u16,
    method: &str,
    path: &str,
    token: Option<&str>,
    key: &str,
    body: &[u8],
) -> Result<Answer> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    let kind = if body.starts_with(b"{") {
        "application/json"
    } else {
        "image/png"
    };
    let token = token
        .map(|token| format!("authorization: Bearer {token}\r\n"))
        .unwrap_or_default();
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
    let body = answer.split_off(end + 4);
    let head = std::str::from_utf8(&answer)?.to_ascii_lowercase();
    let status = head.split(' ').nth(1).context("a status")?.parse()?;
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"));
    if let Some(length) = length
        && length.trim().parse::<usize>()? != body.len()
    {
        bail!("the answer was cut");
    }
    Ok(Answer { status, head, body })
}

/// Signs up so many people. Returns their tokens.
pub async fn sign_up_all(port: u16, count: usize) -> Result<Vec<Arc<str>>> {
    let mut tokens = Vec::new();
    for number in 0..count {
        let account = json!({
            "handle": format!("writer_{number}"), "display_name": "W",
            "password": "correct horse battery", "bearer": true,
        });
        let body = account.to_string();
        let path = "/api/v1/accounts";
        let answer = call(port, "POST", path, None, &new_key(), body.as_bytes()).await?;
        ensure!(answer.status == 200, "signing up: {}", answer.status);
        let answer: Value = serde_json::from_slice(&answer.body)?;
        tokens.push(answer["token"].as_str().context("a token")?.into());
    }
    Ok(tokens)
}
