//! A server in this process, and people who call it. Long, because tests and proofs both use it.

use std::collections::HashMap;
use std::ffi::OsString;
use std::future::poll_fn;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use life_circle_server::accounts::passwords::Passwords;
use life_circle_server::app::App;
use life_circle_server::cli::Arguments;
use life_circle_server::platform::db::{Database, Sql};
use life_circle_server::relations::sql::links;
use life_circle_server::{clock, sweep};
use life_circle_wire::accounts::{SignIn, SignInRequest, SignUp, SignUpRequest};
use life_circle_wire::audience::Audience;
use life_circle_wire::events::Event;
use life_circle_wire::moments::{Moment, PostMoment, PostMomentRequest};
use life_circle_wire::person::Person;
use life_circle_wire::photos::{Photo, PhotoFile, PhotoSize, ReadPhoto, UploadPhoto};
use life_circle_wire::requests::{RequestFriend, RequestFriendRequest};
use life_circle_wire::{
    Endpoint, ErrorBody, ErrorCode, ErrorEnvelope, LinkId, MomentId, NoArgument, PhotoId,
    Query as _, Timestamp,
};
use tokio::sync::OnceCell;
use tower::ServiceExt as _;

/// A change is done after fewer polls.
const POLLS_MOST: usize = 24;
pub const PASSWORD: &str = "correct horse battery";

/// Runs a test with a new server on each database.
pub fn story<F: Future<Output = ()>>(tell: impl Fn(Server) -> F) {
    story_with(&[], tell);
}

/// Like [`story`], with more flags for the server.
pub fn story_with<F: Future<Output = ()>>(flags: &[&str], tell: impl Fn(Server) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    runtime.block_on(async {
        let here = |url| Place {
            folder: folder.path().to_owned(),
            url,
        };
        tell(Server::start(here(None), flags).await).await;
        match std::env::var("LIFE_CIRCLE_TEST_POSTGRES_URL") {
            Ok(url) => {
                let url = new_postgres(&url).await;
                tell(Server::start(here(Some(url)), flags).await).await;
            }
            Err(_) => println!("skipped on PostgreSQL: LIFE_CIRCLE_TEST_POSTGRES_URL is not set"),
        }
    });
}

/// Where the data of a server is.
#[derive(Clone)]
pub struct Place {
    pub folder: PathBuf,
    /// The database, if it is `PostgreSQL`.
    pub url: Option<String>,
}

impl Place {
    /// An empty place in this folder for the same kind of database.
    pub async fn another(&self, folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            url: match &self.url {
                Some(url) => Some(create_postgres(url, "template0").await.1),
                None => None,
            },
        }
    }
}

/// Creates a new database with all tables on a server. Returns its URL.
async fn new_postgres(url: &str) -> String {
    // The migrations run once. To copy what they made is quicker.
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    let migrate = async || {
        let (name, url) = create_postgres(url, "template1").await;
        let database = Database::open(&url).await.expect("PostgreSQL opens");
        database.close().await;
        name
    };
    let template = TEMPLATE.get_or_init(migrate).await;
    create_postgres(url, template).await.1
}

/// Creates a copy of a database. Returns its name and its URL.
async fn create_postgres(url: &str, template: &str) -> (String, String) {
    sqlx::any::install_default_drivers();
    let name = format!("story_{:x}", rand::random::<u64>());
    let pool = sqlx::AnyPool::connect(url)
        .await
        .expect("PostgreSQL answers");
    let sql = format!("CREATE DATABASE {name} TEMPLATE {template}");
    sqlx::query(sqlx::AssertSqlSafe(sql))
        .execute(&pool)
        .await
        .expect("a new database");
    pool.close().await;
    let (server, _) = url.rsplit_once('/').expect("the URL ends in a database");
    let url = format!("{server}/{name}");
    (name, url)
}

/// A server in this process.
#[derive(Clone)]
pub struct Server {
    pub app: App,
    /// The router that answers the requests. As in a real server, it is made once.
    router: Router,
    pub database: Database,
    pub place: Place,
    keys: Arc<AtomicU32>,
    /// Of so many changes, people hang up in one and send it again; 0: they never do.
    hang_ups: Arc<AtomicU32>,
    /// How often somebody hung up before the answer came.
    pub hung_up: Arc<AtomicU32>,
    /// The last answer to each token and path, if people keep them as browsers do.
    kept: Option<Arc<Mutex<HashMap<(String, String), Raw>>>>,
    /// How often an answer that was kept was still right.
    pub still_right: Arc<AtomicU32>,
}

/// Most answers that people keep.
const KEPT_MOST: usize = 2_000;

/// An HTTP answer, not yet decoded.
#[derive(Clone)]
pub struct Raw {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub body: Vec<u8>,
}

impl Raw {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn error(&self) -> ErrorBody {
        let envelope: ErrorEnvelope = serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("no envelope: {} {}", self.status, self.text()));
        envelope.error
    }
}

impl Server {
    /// Starts a server.
    pub async fn start(place: Place, flags: &[&str]) -> Self {
        let database = match &place.url {
            Some(url) => Database::open(url).await.expect("PostgreSQL opens"),
            None => Database::open_folder(&place.folder)
                .await
                .expect("SQLite opens"),
        };
        // Tests call faster than people do. So there are no rate limits, unless a test is about
        // them.
        let usual: &[&str] = if flags.contains(&"--rate-limits") {
            &[]
        } else {
            &["--rate-limits", "1000000"]
        };
        let name = place.folder.to_str();
        let name = name.expect("a temporary folder's name is UTF-8");
        let words = ["life-circle-server", "--data", name];
        let words = words
            .iter()
            .chain(usual)
            .chain(flags)
            .map(OsString::from)
            .collect();
        let config = Arguments::read(words).expect("the flags are right").config;
        let app = App::with_passwords(config, database.clone(), Passwords::cheap(2, 64))
            .expect("the app starts");
        let router = life_circle_server::server::router(&app);
        Self {
            app,
            router,
            database,
            place,
            keys: Arc::default(),
            hang_ups: Arc::default(),
            hung_up: Arc::default(),
            kept: None,
            still_right: Arc::default(),
        }
    }

    /// Another server on the same database. On `PostgreSQL` it has its own connections, and learns
    /// of changes as a server on another machine does.
    pub async fn twin(&self) -> Self {
        let database = match &self.place.url {
            Some(url) => Database::open(url).await.expect("PostgreSQL opens"),
            None => self.database.clone(),
        };
        let config = self.app.config.clone();
        let app = App::with_passwords(config, database.clone(), Passwords::cheap(2, 64));
        let app = app.expect("the app starts");
        Self {
            router: life_circle_server::server::router(&app),
            app,
            database,
            ..self.clone()
        }
    }

    /// A server whose people keep answers, ask whether these are still right, and then use them.
    pub fn with_kept_answers(&self) -> Self {
        Self {
            kept: Some(Arc::default()),
            ..self.clone()
        }
    }

    /// Another server on the same database, with other places for hashing passwords.
    pub fn with_passwords(&self, passwords: Passwords) -> Self {
        let config = self.app.config.clone();
        let app =
            App::with_passwords(config, self.database.clone(), passwords).expect("the app starts");
        Self {
            router: life_circle_server::server::router(&app),
            app,
            ..self.clone()
        }
    }

    /// Whether this test runs on `PostgreSQL`.
    pub fn is_postgres(&self) -> bool {
        self.place.url.is_some()
    }

    /// Stops the server. Returns where its data is. All its people must be dropped first: they keep
    /// the database open.
    pub async fn stop(self) -> Place {
        self.database.close().await;
        self.place.clone()
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Raw {
        let response: Response<Body> = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("the router never fails");
        let (parts, body) = response.into_parts();
        // The body of a stream never ends, so it isn't read.
        let is_stream = parts
            .headers
            .get("content-type")
            .is_some_and(|kind| kind == "text/event-stream");
        let body = if is_stream {
            Vec::new()
        } else {
            body.collect()
                .await
                .expect("the body comes")
                .to_bytes()
                .to_vec()
        };
        Raw {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    /// Lets the next write that needs room on the disk of an `SQLite` database find none. There is
    /// room again for those after it: they get another connection.
    pub async fn fill_disk(&self) {
        self.run_sql("PRAGMA max_page_count = 1").await;
    }

    /// Changes the database without the API.
    pub async fn run_sql(&self, sql: &'static str) {
        let mut write = self.database.write().await.expect("a transaction");
        Sql::new(sql)
            .execute(&mut write)
            .await
            .expect("the statement runs");
        write.commit().await.expect("committed");
    }

    /// From now on, people hang up in one of so many changes, at any moment, and send it again.
    pub fn set_hang_ups(&self, one_of: u32) {
        self.hang_ups.store(one_of, Ordering::Relaxed);
    }

    /// Sweeps as if this many milliseconds had passed.
    pub async fn sweep_after(&self, ms: i64) {
        sweep::sweep(&self.app, clock::now().plus_ms(ms)).await;
    }

    /// A new `Idempotency-Key` for each call.
    pub fn new_key(&self) -> String {
        format!("test-key-{}", self.keys.fetch_add(1, Ordering::Relaxed))
    }

    /// Signs somebody up.
    pub async fn sign_up(&self, handle: &str) -> Friend {
        let request = SignUpRequest {
            handle: handle.to_owned(),
            display_name: format!("{handle} 名字"),
            password: PASSWORD.to_owned(),
            invitation: String::new(),
            bearer: true,
        };
        let nobody = Friend {
            server: self.clone(),
            token: None,
            person: None,
        };
        let signed_in = nobody
            .call::<SignUp>(&NoArgument, &request)
            .await
            .expect("a new account");
        Friend {
            server: self.clone(),
            token: signed_in.token,
            person: Some(signed_in.me.person),
        }
    }

    /// Signs somebody in on a new device.
    pub async fn sign_in(&self, handle: &str) -> Friend {
        let request = SignInRequest {
            handle: handle.to_owned(),
            password: PASSWORD.to_owned(),
            keep_account: false,
            bearer: true,
        };
        let signed_in = self
            .nobody()
            .call::<SignIn>(&NoArgument, &request)
            .await
            .expect("signed in");
        Friend {
            server: self.clone(),
            token: signed_in.token,
            person: Some(signed_in.me.person),
        }
    }

    /// Signs several people up.
    pub async fn sign_up_all<const N: usize>(&self, handles: [&str; N]) -> [Friend; N] {
        let mut people = Vec::with_capacity(N);
        for handle in handles {
            people.push(self.sign_up(handle).await);
        }
        people.try_into().ok().expect("as many as handles")
    }

    /// The secret of a new link by the operator, for one person.
    pub async fn invite(&self) -> String {
        let now = clock::now();
        let link = links::make_link(
            LinkId(self.app.ids.make()),
            now,
            Timestamp(now.0 + 60_000),
            1,
        );
        let mut write = self.database.write().await.expect("a transaction");
        links::insert_link(&mut write, None, &link)
            .await
            .expect("a link");
        write.commit().await.expect("committed");
        link.secret
    }

    /// Somebody who isn't signed in.
    pub fn nobody(&self) -> Friend {
        Friend {
            server: self.clone(),
            token: None,
            person: None,
        }
    }
}

/// All files in the folder of photos.
pub fn photo_files(media: &Path) -> Vec<PathBuf> {
    let folders = std::fs::read_dir(media).expect("the folder").flatten();
    let files = folders.flat_map(|folder| std::fs::read_dir(folder.path()).into_iter().flatten());
    files.flatten().map(|file| file.path()).collect()
}

/// Polls a call this often and then drops it, as the server does when a client hangs up. `None` if
/// the call wasn't done.
pub async fn hang_up_after<T>(polls: usize, call: impl Future<Output = T>) -> Option<T> {
    let mut call = std::pin::pin!(call);
    let mut left = polls;
    poll_fn(|context| match call.as_mut().poll(context) {
        Poll::Ready(answer) => Poll::Ready(Some(answer)),
        Poll::Pending if left == 0 => Poll::Ready(None),
        Poll::Pending => {
            left -= 1;
            Poll::Pending
        }
    })
    .await
}

/// Somebody who calls the server.
#[derive(Clone)]
pub struct Friend {
    pub server: Server,
    pub token: Option<String>,
    pub person: Option<Person>,
}

impl Friend {
    pub fn person(&self) -> Person {
        self.person.clone().expect("they signed up")
    }

    pub fn handle(&self) -> life_circle_wire::Handle {
        self.person().handle
    }

    /// Calls an endpoint with a new `Idempotency-Key`.
    pub async fn call<E: Endpoint>(
        &self,
        argument: &E::Argument,
        request: &E::Request,
    ) -> Result<E::Response, ErrorBody> {
        self.call_with_key::<E>(argument, request, &self.server.new_key())
            .await
    }

    /// Calls an endpoint with a given `Idempotency-Key`.
    pub async fn call_with_key<E: Endpoint>(
        &self,
        argument: &E::Argument,
        request: &E::Request,
        key: &str,
    ) -> Result<E::Response, ErrorBody> {
        let body = serde_json::to_vec(request).expect("a request is JSON");
        let raw = self.raw::<E>(argument, "", body, key).await;
        Self::read::<E>(&raw)
    }

    /// Reads an endpoint with a query.
    pub async fn read_with<E: Endpoint>(
        &self,
        argument: &E::Argument,
        query: &E::Query,
    ) -> Result<E::Response, ErrorBody> {
        let pairs: Vec<String> = query
            .pairs()
            .iter()
            .map(|(name, value)| format!("{name}={}", percent_encode(value)))
            .collect();
        Self::read::<E>(
            &self
                .raw::<E>(argument, &format!("?{}", pairs.join("&")), Vec::new(), "")
                .await,
        )
    }

    /// Reads an endpoint.
    pub async fn get<E: Endpoint>(&self, argument: &E::Argument) -> Result<E::Response, ErrorBody> {
        Self::read::<E>(&self.raw::<E>(argument, "", Vec::new(), "").await)
    }

    fn read<E: Endpoint>(raw: &Raw) -> Result<E::Response, ErrorBody> {
        if raw.status.is_success() {
            Ok(serde_json::from_slice(&raw.body)
                .unwrap_or_else(|error| panic!("{}: {error} in {}", E::NAME, raw.text())))
        } else {
            Err(raw.error())
        }
    }

    /// Calls an endpoint with any body.
    pub async fn raw<E: Endpoint>(
        &self,
        argument: &E::Argument,
        query: &str,
        body: Vec<u8>,
        key: &str,
    ) -> Raw {
        self.raw_path(
            E::METHOD.as_str(),
            &format!("{}{query}", E::path(argument)),
            body,
            key,
        )
        .await
    }

    /// Calls a path with any body.
    pub async fn raw_path(&self, method: &str, path: &str, body: Vec<u8>, key: &str) -> Raw {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("x-life-circle", "1");
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if !body.is_empty() {
            let is_json = matches!(body[0], b'{' | b'[' | b'"');
            request = request.header(
                "content-type",
                if is_json {
                    "application/json"
                } else {
                    "image/png"
                },
            );
        }
        if !key.is_empty() {
            request = request.header("idempotency-key", key);
        }
        let (parts, ()) = request.body(()).expect("a request").into_parts();
        if method == "GET"
            && let (Some(kept), Some(token)) = (&self.server.kept, &self.token)
        {
            let question = (token.clone(), path.to_owned());
            return self.ask_again(kept, question, parts).await;
        }
        let send = || {
            let request = Request::from_parts(parts.clone(), Body::from(body.clone()));
            self.server.send(request)
        };
        let hang_ups = self.server.hang_ups.load(Ordering::Relaxed);
        let hangs_up = hang_ups > 0 && method != "GET" && rand::random_range(0..hang_ups) == 0;
        if hangs_up {
            match hang_up_after(rand::random_range(0..POLLS_MOST), send()).await {
                Some(raw) => return raw,
                None => self.server.hung_up.fetch_add(1, Ordering::Relaxed),
            };
        }
        send().await
    }

    /// Sends a request with the `ETag` of the answer that is kept. Returns that one if it is right.
    async fn ask_again(
        &self,
        kept: &Mutex<HashMap<(String, String), Raw>>,
        question: (String, String),
        mut parts: Parts,
    ) -> Raw {
        let known = kept.lock().expect("no panic").get(&question).cloned();
        if let Some(known) = &known {
            let etag = known.headers["etag"].clone();
            parts.headers.insert("if-none-match", etag);
        }
        let request = Request::from_parts(parts, Body::empty());
        let answer = self.server.send(request).await;
        if answer.status == StatusCode::NOT_MODIFIED {
            self.server.still_right.fetch_add(1, Ordering::Relaxed);
            return known.expect("nobody else asks whether it is right");
        }
        if answer.status.is_success() && answer.headers.contains_key("etag") {
            let mut kept = kept.lock().expect("no panic");
            if kept.len() >= KEPT_MOST {
                kept.clear();
            }
            kept.insert(question, answer.clone());
        }
        answer
    }

    /// Opens a stream of events. It resumes after `last_event_id`, if there is one.
    pub async fn open_stream(&self, last_event_id: Option<&str>) -> Stream {
        let token = self.token.clone().expect("they signed up");
        let mut request =
            Request::get("/api/v1/events").header("authorization", format!("Bearer {token}"));
        if let Some(id) = last_event_id {
            request = request.header("last-event-id", id);
        }
        let request = request.body(Body::empty()).expect("a request");
        let response = self
            .server
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("the router never fails");
        assert_eq!(response.status(), StatusCode::OK);
        Stream {
            body: response.into_body(),
            text: String::new(),
            last_id: String::new(),
        }
    }

    /// Uploads the bytes of a file.
    pub async fn upload(&self, bytes: Vec<u8>, key: &str) -> Result<Photo, ErrorBody> {
        Self::read::<UploadPhoto>(&self.raw::<UploadPhoto>(&NoArgument, "", bytes, key).await)
    }

    /// Uploads a small picture that differs by its seed.
    pub async fn upload_picture(&self, seed: u8) -> PhotoId {
        self.upload(picture(64, 48, seed), &self.server.new_key())
            .await
            .expect("a picture is taken")
            .id
    }

    /// Reads a photo and returns the HTTP status.
    pub async fn fetch(&self, id: PhotoId) -> StatusCode {
        let file = PhotoFile {
            id,
            size: PhotoSize::Small,
        };
        self.raw::<ReadPhoto>(&file, "", Vec::new(), "")
            .await
            .status
    }

    /// Makes two people friends: each asks the other.
    pub async fn befriend(&self, other: &Self) {
        for (a, b) in [(self, other), (other, self)] {
            let request = RequestFriendRequest {
                handle: b.handle().to_string(),
                message: String::new(),
            };
            a.call::<RequestFriend>(&NoArgument, &request)
                .await
                .expect("asking works");
        }
    }

    /// Posts a moment for all friends.
    pub async fn post(&self, text: &str) -> MomentId {
        self.post_for(text, Audience::Friends).await.id
    }

    /// Posts a moment.
    pub async fn post_for(&self, text: &str, audience: Audience) -> Moment {
        let request = PostMomentRequest {
            text: text.to_owned(),
            audience,
            ..Default::default()
        };
        self.call::<PostMoment>(&NoArgument, &request)
            .await
            .expect("posting works")
    }
}

/// An open stream of events.
pub struct Stream {
    body: Body,
    text: String,
    /// The id of the last event.
    pub last_id: String,
}

impl Stream {
    /// The next event. `None` if the stream has ended, or no data comes within `patience`.
    pub async fn next_within(&mut self, patience: Duration) -> Option<Event> {
        loop {
            if let Some((block, rest)) = self.text.split_once("\n\n") {
                let field = |name: &str| {
                    block
                        .lines()
                        .find_map(|line| line.strip_prefix(name))
                        .map(str::trim)
                };
                let event = field("event:").zip(field("data:")).map(|(name, data)| {
                    let json = format!("{{\"event\": \"{name}\", \"data\": {data}}}");
                    serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error} in {json}"))
                });
                if let Some(id) = field("id:") {
                    id.clone_into(&mut self.last_id);
                }
                let rest = rest.to_owned();
                self.text = rest;
                match event {
                    Some(event) => return Some(event),
                    None => continue,
                }
            }
            let frame = tokio::time::timeout(patience, self.body.frame())
                .await
                .ok()??
                .ok()?;
            self.text
                .push_str(std::str::from_utf8(frame.data_ref()?).expect("UTF-8"));
        }
    }

    /// The next event; panics if none comes within five seconds.
    pub async fn next(&mut self) -> Event {
        self.next_within(Duration::from_secs(5))
            .await
            .expect("an event comes")
    }

    /// Whether the server ends the stream without another event.
    pub async fn ends(&mut self) -> bool {
        loop {
            match tokio::time::timeout(Duration::from_secs(5), self.body.frame()).await {
                Ok(None) => return true,
                // Lines that aren't events may come first.
                Ok(Some(Ok(frame)))
                    if !frame
                        .data_ref()
                        .is_some_and(|data| data.starts_with(b"event")) => {}
                _ => return false,
            }
        }
    }

    /// All events until none comes for 300 ms.
    pub async fn rest(&mut self) -> Vec<Event> {
        let mut events = Vec::new();
        while let Some(event) = self.next_within(Duration::from_millis(300)).await {
            events.push(event);
        }
        events
    }
}

/// The error code of a call that must be refused.
pub fn code<T>(outcome: Result<T, ErrorBody>) -> ErrorCode {
    match outcome {
        Ok(_) => panic!("it was allowed"),
        Err(error) => error.code,
    }
}

fn percent_encode(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"-_".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

/// A PNG of this size with a gradient of colours, which differs by its seed.
pub fn picture(width: u32, height: u32, seed: u8) -> Vec<u8> {
    let share = |position: u32, of: u32| {
        u8::try_from(position * 255 / of).expect("a position within the picture")
    };
    let pixel = |x: u32, y: u32| image::Rgb([share(x, width), share(y, height), seed]);
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_fn(width, height, pixel)
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("a PNG");
    bytes.into_inner()
}
