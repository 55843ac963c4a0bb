//! The server's settings. Flags override the environment (`LIFE_CIRCLE_…`), which overrides one
//! TOML file, which overrides safe defaults.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use clap::builder::BoolishValueParser;
use life_circle_wire::limits;
use sqlx::postgres::{PgConnectOptions, PgSslMode};

use crate::clock;
use crate::origin::is_origin;

/// The settings of a server.
#[derive(Clone, Debug, Args)]
pub struct Config {
    /// A TOML file with settings, named like the flags.
    #[arg(long, env = "LIFE_CIRCLE_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Address and port to listen on.
    #[arg(
        long,
        env = "LIFE_CIRCLE_LISTEN",
        default_value = "127.0.0.1:8080",
        value_name = "ADDR:PORT"
    )]
    pub listen: SocketAddr,
    /// Folder of the database.
    #[arg(
        long,
        env = "LIFE_CIRCLE_DATA",
        default_value = "./data",
        value_name = "DIR"
    )]
    pub data: PathBuf,
    /// Folder of the photos; default: `media` in the folder of the database.
    #[arg(long, env = "LIFE_CIRCLE_MEDIA", value_name = "DIR")]
    pub media: Option<PathBuf>,
    /// URL of the database, if it isn't in the folder.
    #[arg(help = "PostgreSQL to use instead of SQLite in the folder: \
            postgres://USER:PASSWORD@HOST/NAME")]
    #[arg(
        long,
        env = "LIFE_CIRCLE_DATABASE_URL",
        hide_env_values = true,
        value_name = "URL"
    )]
    pub database_url: Option<String>,
    /// The https address that people open; needed to listen on more than this machine.
    #[arg(long, env = "LIFE_CIRCLE_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// Origins of pages elsewhere that may call the API with people's sessions, separated by
    /// commas.
    #[arg(
        long,
        env = "LIFE_CIRCLE_ALLOW_ORIGIN",
        value_delimiter = ',',
        value_name = "ORIGIN"
    )]
    pub allow_origin: Vec<String>,
    /// Folder of the built page, if it isn't inside this binary.
    #[arg(long, env = "LIFE_CIRCLE_PAGE", value_name = "DIR")]
    pub page: Option<PathBuf>,
    /// The API that the page calls, if it isn't this server's.
    #[arg(help = "The API that the page calls, if not this server's: https://HOST")]
    #[arg(long, env = "LIFE_CIRCLE_PAGE_API", value_name = "URL")]
    pub page_api: Option<String>,
    /// Take people's addresses from the last entry of X-Forwarded-For, which a proxy of yours sets.
    #[arg(
        long,
        env = "LIFE_CIRCLE_BEHIND_PROXY",
        num_args = 0..=1,
        require_equals = true,
        default_value = "false",
        default_missing_value = "true",
        value_parser = BoolishValueParser::new(),
    )]
    pub behind_proxy: bool,
    /// The number of this server among those that share a database, 0 to 1022.
    #[arg(
        long,
        env = "LIFE_CIRCLE_NODE",
        default_value_t = 0,
        value_parser = clap::value_parser!(u16).range(0..i64::from(clock::OPERATOR_NODE)),
        value_name = "N",
    )]
    pub node: u16,
    /// Let people sign up only with a friend's link, or with one that `operator invite` prints.
    #[arg(
        long,
        env = "LIFE_CIRCLE_BY_INVITATION",
        num_args = 0..=1,
        require_equals = true,
        default_value = "false",
        default_missing_value = "true",
        value_parser = BoolishValueParser::new(),
    )]
    pub by_invitation: bool,
    /// Most friends that one person can have.
    #[arg(
        long,
        env = "LIFE_CIRCLE_FRIENDS_MOST",
        default_value_t = limits::FRIENDS_MOST,
        value_parser = clap::value_parser!(u32).range(1..),
        value_name = "N",
    )]
    pub friends_most: u32,
    /// Days after which a friend request expires.
    #[arg(
        long,
        env = "LIFE_CIRCLE_REQUEST_DAYS",
        default_value_t = limits::REQUEST_DAYS,
        value_parser = clap::value_parser!(u32).range(1..),
        value_name = "N",
    )]
    pub request_days: u32,
    /// Days after which an account whose owner deleted it is gone for good.
    #[arg(
        long,
        env = "LIFE_CIRCLE_LEAVING_DAYS",
        default_value_t = limits::LEAVING_DAYS,
        value_name = "N",
    )]
    pub leaving_days: u32,
    /// Minutes in which a moment's text can be changed.
    #[arg(
        long,
        env = "LIFE_CIRCLE_EDIT_MINUTES",
        default_value_t = limits::EDIT_MINUTES,
        value_name = "N",
    )]
    pub edit_minutes: u32,
    /// Most photos that one person can have on this server.
    #[arg(
        long,
        env = "LIFE_CIRCLE_PHOTOS_MOST",
        default_value_t = 10_000,
        value_parser = clap::value_parser!(u32).range(1..),
        value_name = "N",
    )]
    pub photos_most: u32,
    /// Most megabytes that the photos of one person can take.
    #[arg(
        long,
        env = "LIFE_CIRCLE_MEGABYTES_MOST",
        default_value_t = 5_000,
        value_parser = clap::value_parser!(u32).range(1..),
        value_name = "N",
    )]
    pub megabytes_most: u32,
    /// Rate limits, in percent of the usual ones.
    #[arg(
        long,
        env = "LIFE_CIRCLE_RATE_LIMITS",
        default_value_t = 100,
        value_parser = clap::value_parser!(u32).range(1..),
        value_name = "PERCENT",
    )]
    pub rate_limits: u32,
    /// Address and port for Prometheus alone; without it, /metrics answers only callers on this
    /// machine, and nobody with --public-url.
    #[arg(long, env = "LIFE_CIRCLE_METRICS", value_name = "ADDR:PORT")]
    pub metrics: Option<SocketAddr>,
    /// What is logged: error, warn, info, debug, trace.
    #[arg(
        long,
        env = "LIFE_CIRCLE_LOG",
        default_value = "info",
        value_parser = ["error", "warn", "info", "debug", "trace"],
        value_name = "LEVEL",
    )]
    pub log: String,
    /// Log one JSON object a line instead of text.
    #[arg(
        long,
        env = "LIFE_CIRCLE_LOG_JSON",
        num_args = 0..=1,
        require_equals = true,
        default_value = "false",
        default_missing_value = "true",
        value_parser = BoolishValueParser::new(),
    )]
    pub log_json: bool,
}

impl Config {
    /// Refuses settings that would send people's sessions over an open network without encryption.
    pub fn check(&self) -> Result<()> {
        if let Some(url) = &self.public_url {
            ensure!(
                is_origin(url, false),
                "--public-url {url}: write https://HOST, or https://HOST:PORT, without a slash \
                    at the end"
            );
        }
        ensure!(
            self.listen.ip().is_loopback() || self.public_url.is_some(),
            "{} can be reached from other machines: put TLS before the server and say \
                --public-url https://…, or listen on 127.0.0.1",
            self.listen
        );
        ensure!(
            self.public_url.is_some() || !self.behind_proxy,
            "--behind-proxy needs --public-url https://…, the address that people use: the proxy \
                may say another"
        );
        for origin in &self.allow_origin {
            ensure!(
                is_origin(origin, true),
                "--allow-origin {origin}: write https://HOST, or http://localhost:PORT"
            );
        }
        if let Some(api) = &self.page_api {
            ensure!(
                is_origin(api, true),
                "--page-api {api}: write https://HOST, or http://localhost:PORT"
            );
        }
        if let Some(url) = &self.database_url {
            ensure!(
                url.starts_with("postgres://") || url.starts_with("postgresql://"),
                "--database-url: write postgres://USER:PASSWORD@HOST/NAME"
            );
            // The driver reads the URL here, too: what is checked is where it will connect to.
            let database: PgConnectOptions = url.parse().context("--database-url")?;
            ensure!(
                is_protected(&database),
                "--database-url: the way to that PostgreSQL leads over a network: add \
                    ?sslmode=verify-full, or ?sslmode=disable if nobody else can listen there"
            );
        }
        Ok(())
    }

    /// Whether people come through a proxy on this machine, and their addresses aren't read.
    pub fn lacks_proxy_addresses(&self) -> bool {
        self.public_url.is_some() && self.listen.ip().is_loopback() && !self.behind_proxy
    }

    /// The folder that photos are stored in.
    pub fn media(&self) -> PathBuf {
        self.media
            .clone()
            .unwrap_or_else(|| self.data.join("media"))
    }

    /// Origins of pages that may call the API with people's sessions: the allowed ones and the
    /// public address.
    pub fn origins(&self) -> impl Iterator<Item = &String> {
        self.allow_origin.iter().chain(&self.public_url)
    }

    /// The address to open in a browser: the public one, else the one on this machine that the
    /// server listens on.
    pub fn url(&self, listening: SocketAddr) -> String {
        // Passkeys and cookies need a host name, not an IP address.
        let here = || match listening.ip() {
            ip if ip == IpAddr::from([127, 0, 0, 1]) => {
                format!("http://localhost:{}", listening.port())
            }
            _ => format!("http://{listening}"),
        };
        self.public_url.clone().unwrap_or_else(here)
    }
}

/// Whether the connection to this database stays on this machine, or its `sslmode` decides whether
/// it is encrypted. `prefer`, the default, and `allow` give up encryption if the other side does.
fn is_protected(database: &PgConnectOptions) -> bool {
    let host = database.get_host();
    let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
    let is_local = database.get_socket().is_some()
        || host.starts_with('/')
        || host.eq_ignore_ascii_case("localhost")
        || address.is_ok_and(|address| address.is_loopback());
    is_local
        || !matches!(
            database.get_ssl_mode(),
            PgSslMode::Allow | PgSslMode::Prefer
        )
}
