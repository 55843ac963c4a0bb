//! The server as a whole: what its parts share, its routes and what stands around them, from start to drain.

use std::net::SocketAddr;
use std::ops::Deref;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{HeaderName, HeaderValue, STRICT_TRANSPORT_SECURITY};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use life_circle_wire::ErrorCode;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::auth::passkeys::Passkeys;
use crate::auth::passwords::Passwords;
use crate::clock::IdMaker;
use crate::config::Config;
use crate::db::Database;
use crate::limits::Limits;
use crate::live::Live;
use crate::media::Media;
use crate::page::Page;
use crate::{Error, call, docs, routes, sweep};

/// How long requests under way may take when the server stops.
const DRAIN: Duration = Duration::from_secs(10);
/// Password hashes that may wait for one at work.
const PASSWORDS_IN_LINE: usize = 64;

/// One recorder for the process, however many servers it runs (tests run many).
static METRICS: LazyLock<PrometheusHandle> = LazyLock::new(|| {
    PrometheusBuilder::new()
        .install_recorder()
        .expect("nobody else installs a recorder")
});

/// What all requests share; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Shared>);

/// See [`App`].
pub struct Shared {
    /// The settings.
    pub config: Config,
    /// The database.
    pub database: Database,
    /// Makes ids.
    pub ids: IdMaker,
    /// Hashes and verifies passwords.
    pub passwords: Passwords,
    /// Asks browsers for passkeys and verifies them.
    pub passkeys: Passkeys,
    /// How often somebody may ask.
    pub limits: Limits,
    /// Streams of events, and the friendships in memory.
    pub live: Live,
    /// Takes photos in and keeps them.
    pub media: Media,
    page: Page,
    metrics: PrometheusHandle,
    is_draining: AtomicBool,
}

impl Deref for App {
    type Target = Shared;
    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl App {
    /// A server over this database, not listening yet.
    pub fn new(config: Config, database: Database) -> anyhow::Result<Self> {
        let at_once = std::thread::available_parallelism().map_or(2, usize::from);
        let page = Page::load(&config).context("can't read the page")?;
        Ok(Self(Arc::new(Shared {
            live: Live::start(&database),
            database,
            page,
            ids: IdMaker::new(config.node),
            passwords: Passwords::new(at_once, PASSWORDS_IN_LINE),
            passkeys: Passkeys::new(config.public_url.as_deref())?,
            media: Media::open(&config.media())?,
            limits: Limits::new(config.rate_limits),
            metrics: METRICS.clone(),
            is_draining: AtomicBool::new(false),
            config,
        })))
    }

    /// Everything it answers.
    pub fn router(&self) -> Router {
        let api = routes::router()
            .route("/api/v1/openapi.json", get(docs::openapi))
            .route(
                "/api/{*path}",
                axum::routing::any(|| async { no_such_thing(ErrorCode::NotFound) }),
            )
            .method_not_allowed_fallback(|| async { no_such_thing(ErrorCode::MethodNotAllowed) });
        api.route("/docs", get(docs::page))
            .route("/healthz", get(|| async { "ok" }))
            .route("/readyz", get(ready))
            .route("/metrics", get(metrics_for_this_machine))
            .fallback(page)
            .layer(cors(&self.config.allow_origin))
            .layer(CompressionLayer::new())
            .layer(CatchPanicLayer::custom(
                |_: Box<dyn std::any::Any + Send>| no_such_thing(ErrorCode::Internal),
            ))
            .layer(from_fn_with_state(self.clone(), protect))
            .with_state(self.clone())
    }

    /// What it answers on the address of `--metrics`.
    fn metrics_router(&self) -> Router {
        Router::new()
            .route(
                "/metrics",
                get(async |State(app): State<Self>| app.metrics.render()),
            )
            .with_state(self.clone())
    }

    /// Lets go of measurements that Prometheus has no use for any more, whether or not it asks.
    pub fn forget_old_measurements(&self) {
        self.metrics.run_upkeep();
    }

    /// Serves until it is told to stop, then finishes what is under way; metrics on a listener of their own, if there is
    /// one.
    pub async fn serve(
        self,
        listener: TcpListener,
        metrics: Option<TcpListener>,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> anyhow::Result<()> {
        let sweeper = tokio::spawn(sweep::run(self.clone()));
        let measure =
            |listener| tokio::spawn(axum::serve(listener, self.metrics_router()).into_future());
        let measuring = metrics.map(measure);
        let (app, (stopping, stopped)) = (self.clone(), tokio::sync::oneshot::channel());
        let stop = async move {
            stop.await;
            app.is_draining.store(true, Ordering::Relaxed);
            app.live.close();
            stopping.send(()).ok();
        };
        let service = self
            .router()
            .into_make_service_with_connect_info::<SocketAddr>();
        let serving = axum::serve(listener, service)
            .with_graceful_shutdown(stop)
            .into_future();
        let patience = async {
            stopped.await.ok();
            tokio::time::sleep(DRAIN).await;
        };
        tokio::select! {
            result = serving => result?,
            () = patience => tracing::warn!("stopped while requests were under way"),
        }
        sweeper.abort();
        if let Some(measuring) = measuring {
            measuring.abort();
        }
        // Whatever still holds a connection then had its time.
        tokio::time::timeout(DRAIN, self.database.close())
            .await
            .ok();
        Ok(())
    }
}

fn no_such_thing(code: ErrorCode) -> Response {
    call::refuse(&Error::from(code), &call::new_request_id())
}

async fn ready(State(app): State<App>) -> impl IntoResponse {
    let is_ready = !app.is_draining.load(Ordering::Relaxed) && app.database.is_ready().await;
    if is_ready {
        (StatusCode::OK, "ready")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "not ready")
    }
}

/// Prometheus's text, while nobody but this machine can ask; on a public server it has an address of its own, since
/// what a proxy passes on comes from this machine, too.
async fn metrics_for_this_machine(State(app): State<App>, request: Request) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let is_local =
        peer.is_none_or(|peer| peer.0.ip().is_loopback()) && app.config.public_url.is_none();
    if is_local {
        app.metrics.render().into_response()
    } else {
        no_such_thing(ErrorCode::NotFound)
    }
}

async fn page(State(app): State<App>, method: Method, uri: Uri, request: Request) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return no_such_thing(ErrorCode::MethodNotAllowed);
    }
    app.page.answer(uri.path(), request.headers())
}

/// Headers that every answer carries, whatever it is.
async fn protect(State(app): State<App>, request: Request, next: Next) -> Response {
    const HEADERS: [(&str, &str); 5] = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        (
            "permissions-policy",
            "geolocation=(), microphone=(), payment=(), usb=()",
        ),
    ];
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    if app.config.public_url.is_some() {
        // A browser that was here over https asks for nothing else, for a year.
        response.headers_mut().insert(
            STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000"),
        );
    }
    let policy = HeaderName::from_static("content-security-policy");
    // The page has its own; nothing else that is served here runs or loads anything.
    response
        .headers_mut()
        .entry(policy)
        .or_insert(HeaderValue::from_static(
            "default-src 'none'; style-src 'self'; frame-ancestors 'none'",
        ));
    response
}

/// Lets pages of allowed origins call the API with people's sessions; all others not at all.
fn cors(origins: &[String]) -> CorsLayer {
    if origins.is_empty() {
        return CorsLayer::new();
    }
    let origins: Vec<HeaderValue> = origins
        .iter()
        .filter_map(|origin| origin.parse().ok())
        .collect();
    let headers = [
        "content-type",
        "idempotency-key",
        "x-life-circle",
        "if-none-match",
    ]
    .map(HeaderName::from_static);
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins))
        .allow_credentials(true)
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::DELETE])
        .allow_headers(headers)
        .expose_headers(["etag", "retry-after", "x-request-id"].map(HeaderName::from_static))
        .max_age(Duration::from_hours(1))
}
