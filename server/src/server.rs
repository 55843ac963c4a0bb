//! Routes requests to the domains' endpoints, adds the headers that all answers carry, and serves
//! until it is stopped.

use std::net::SocketAddr;
use std::sync::atomic::Ordering;
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{HeaderName, HeaderValue, STRICT_TRANSPORT_SECURITY};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use life_circle_wire::{Caller, ErrorCode, KEY_HEADER};
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::app::App;
use crate::config::Config;
use crate::http::spa::Spa;
use crate::http::{call, docs};
use crate::{Error, accounts, audience, inbox, live, moments, operator, people, relations, sweep};

/// How long requests under way may take when the server stops.
const DRAIN: Duration = Duration::from_secs(10);

/// Security headers of every answer.
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

/// The headers that another web server must send with the page, a line each. Fails if there is no
/// page.
pub fn list_page_headers(config: &Config) -> anyhow::Result<String> {
    let page = Spa::load(config)?;
    let policy = page.policy().context("there is no page: say --page DIR")?;
    let policy = ("content-security-policy", policy);
    let lines = HEADERS.into_iter().chain([policy]);
    let lines: Vec<String> = lines
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    Ok(lines.join("\n"))
}

/// All routes of the server: API, documentation, health checks, metrics and the page.
pub fn router(app: &App) -> Router {
    let api = endpoints()
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
        // The page's service worker takes what other apps share. Without it nothing can be taken.
        .route("/share", post(|| async { Redirect::to("/circle?shared") }))
        .fallback(page)
        .layer(cors(&app.config.allow_origin))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::custom(
            |_: Box<dyn std::any::Any + Send>| no_such_thing(ErrorCode::Internal),
        ))
        .layer(from_fn_with_state(app.clone(), protect))
        .with_state(app.clone())
}

/// The routes on the address of `--metrics`.
fn metrics_router(app: &App) -> Router {
    Router::new()
        .route(
            "/metrics",
            get(async |State(app): State<App>| app.metrics.render()),
        )
        .with_state(app.clone())
}

/// All endpoints of the API.
fn endpoints() -> Router<App> {
    Router::new()
        .merge(accounts::routes::router())
        .merge(operator::routes::router())
        .merge(people::routes::router())
        .merge(moments::routes::router())
        .merge(relations::routes::router())
        .merge(audience::routes::router())
        .merge(inbox::routes::router())
        .merge(live::routes::router())
}

/// Serves until `stop` resolves, then lets requests under way finish for at most `DRAIN`. `metrics`
/// is a listener for Prometheus alone, if there is one.
pub async fn serve(
    app: App,
    listener: TcpListener,
    metrics: Option<TcpListener>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let sweeper = tokio::spawn(sweep::run(app.clone()));
    let measure =
        |listener| tokio::spawn(axum::serve(listener, metrics_router(&app)).into_future());
    let measuring = metrics.map(measure);
    let (stopping, stopped) = tokio::sync::oneshot::channel();
    let draining = app.clone();
    let database = app.database.clone();
    let stop = async move {
        tokio::select! {
            () = stop => {}
            () = database.wait_until_displaced() => {
                tracing::error!("stopping: another server has taken this server's --node");
            }
        }
        draining.is_draining.store(true, Ordering::Relaxed);
        draining.live.close();
        stopping.send(()).ok();
    };
    let service = router(&app).into_make_service_with_connect_info::<SocketAddr>();
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
    // Waits for connections that are still in use, at most `DRAIN`.
    tokio::time::timeout(DRAIN, app.database.close()).await.ok();
    Ok(())
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

/// Prometheus's text, for callers on this machine only. With a public URL it answers 404: requests
/// through a proxy come from this machine, too, so Prometheus needs the address of `--metrics`.
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
    app.spa.answer(uri.path(), request.headers())
}

/// Adds the security headers that every answer carries.
async fn protect(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    // Otherwise a page elsewhere could load a photo, and learn whether its visitor can see it.
    let readers = if app.config.allow_origin.is_empty() {
        "same-origin"
    } else {
        "same-site"
    };
    response.headers_mut().insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static(readers),
    );
    if app.config.public_url.is_some() {
        // A browser that has been here over https uses only https for a year.
        response.headers_mut().insert(
            STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000"),
        );
    }
    let policy = HeaderName::from_static("content-security-policy");
    // The page sets its own policy. Other answers may run no scripts and load nothing but styles.
    response
        .headers_mut()
        .entry(policy)
        .or_insert(HeaderValue::from_static(
            "default-src 'none'; style-src 'self'; frame-ancestors 'none'",
        ));
    response
}

/// Lets pages of the allowed origins call the API with people's sessions. Pages of other origins
/// can't call it.
fn cors(origins: &[String]) -> CorsLayer {
    if origins.is_empty() {
        return CorsLayer::new();
    }
    let origins: Vec<HeaderValue> = origins
        .iter()
        .filter_map(|origin| origin.parse().ok())
        .collect();
    let headers =
        ["content-type", KEY_HEADER, Caller::HEADER, "if-none-match"].map(HeaderName::from_static);
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins))
        .allow_credentials(true)
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::DELETE])
        .allow_headers(headers)
        .expose_headers(
            ["date", "etag", "retry-after", "x-request-id"].map(HeaderName::from_static),
        )
        .max_age(Duration::from_hours(1))
}
