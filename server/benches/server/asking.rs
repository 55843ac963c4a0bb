//! Asks the server on connections that stay open.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;

/// Connections that ask at the same time.
const CONNECTIONS: usize = 16;
/// Answers before the measurement begins.
const WARM_UP: Duration = Duration::from_millis(500);

/// A request that has no body. Each header ends with a line.
fn request(path: &str, token: &str, headers: &str) -> String {
    let first = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n");
    format!("{first}authorization: Bearer {token}\r\n{headers}\r\n")
}

/// Sends a request again and again, on several connections.
pub async fn measure(
    port: u16,
    lasts: Duration,
    token: &str,
    path: &str,
    headers: &str,
) -> Result<Figure> {
    let request: Arc<str> = request(path, token, headers).into();
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
                (status, bytes) = connection.ask(request.as_bytes()).await?;
                ensure!(status < 400, "{status}");
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

/// What was measured.
pub struct Figure {
    pub a_second: f64,
    /// Of the body of one answer.
    pub bytes: usize,
    pub status: u16,
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

/// Opens a stream of events, and waits for the first one. Each person has an address: the server
/// limits the streams of one.
pub async fn open_stream(port: u16, person: u16, token: &str) -> Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    let [high, low] = person.to_be_bytes();
    socket.bind((Ipv4Addr::new(127, 1, high, low), 0).into())?;
    let mut stream = socket.connect((Ipv4Addr::LOCALHOST, port).into()).await?;
    let request = request("/api/v1/events", token, "");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    while !answer.windows(6).any(|window| window == b"event:") {
        ensure!(
            stream.read_buf(&mut answer).await? > 0,
            "the server hung up"
        );
    }
    Ok(stream)
}
