//! The program `life-circle-server`: serves the API and the page, or runs another command.

use std::io::{ErrorKind, IsTerminal as _};
use std::net::SocketAddr;
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow};
use life_circle_server::app::App;
use life_circle_server::cli::{Arguments, Command};
use life_circle_server::config::Config;
use life_circle_server::dev::{demo, seed};
use life_circle_server::platform::db::Database;
use life_circle_server::platform::descriptors;
use life_circle_server::{operator, server};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        #[expect(clippy::print_stderr, reason = "the log may not have begun")]
        Err(error) => {
            eprintln!("life-circle-server: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<()> {
    let arguments = Arguments::read(std::env::args_os().collect())?;
    match arguments.command {
        Some(Command::Demo(options)) => demo::run(&options).await,
        Some(Command::Operator(options)) => operator::run(&options).await,
        Some(Command::Seed(options)) => seed::run(&options).await,
        Some(Command::Serve(config)) => serve(*config).await,
        #[expect(clippy::print_stdout, reason = "it is what the operator asked for")]
        Some(Command::Headers(config)) => {
            println!("{}", server::list_page_headers(&config)?);
            Ok(())
        }
        None => serve(arguments.config).await,
    }
}

async fn serve(config: Config) -> Result<()> {
    config.check()?;
    start_log(&config)?;
    descriptors::raise_limit();
    let database = match &config.database_url {
        Some(url) => Database::open(url).await?,
        None => Database::open_folder(&config.data).await?,
    };
    let database = database.claim_node(config.node).await?;
    let listener = listen(config.listen).await.context("--listen")?;
    let metrics = match config.metrics {
        Some(address) => Some(listen(address).await.context("--metrics")?),
        None => None,
    };
    if let Some(address) = config.metrics.filter(|address| !address.ip().is_loopback()) {
        tracing::warn!(%address, "whoever reaches the address of --metrics can read how often \
            what is asked for");
    }
    if config.lacks_proxy_addresses() {
        tracing::warn!(
            "people come through a proxy on this machine, but --behind-proxy isn't set: all count \
                as one for the rate limits"
        );
    }
    let url = config.url(listener.local_addr()?);
    let database_name = if config.database_url.is_some() {
        "PostgreSQL".to_owned()
    } else {
        config.data.display().to_string()
    };
    let address = config.listen;
    let app = App::new(config, database)?;
    let version = env!("CARGO_PKG_VERSION");
    tracing::info!(version, listen = %address, database = database_name, "started");
    #[expect(clippy::print_stdout, reason = "whoever starts it waits for this line")]
    {
        println!("Life Circle is at {url}");
    }
    server::serve(app, listener, metrics, asked_to_stop()?).await?;
    tracing::info!("stopped");
    Ok(())
}

async fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => anyhow!("can't listen on {address}: another program does; take \
            another port"),
        ErrorKind::PermissionDenied => {
            anyhow!(
                "can't listen on {address}: this user may not use that port; take one above 1023 \
                    and a proxy before it"
            )
        }
        ErrorKind::AddrNotAvailable => anyhow!("can't listen on {address}: this machine has no \
            such address"),
        _ => anyhow!("can't listen on {address}: {error}"),
    })
}

fn start_log(config: &Config) -> Result<()> {
    // The database drivers log much that isn't worth reading.
    let filter = EnvFilter::try_new(format!("{},sqlx=error", config.log))
        .context("--log takes one of its five levels")?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if config.log_json {
        log.json().init();
    } else {
        log.with_ansi(std::io::stderr().is_terminal()).init();
    }
    Ok(())
}

/// Ends at Ctrl-C or SIGTERM.
fn asked_to_stop() -> Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => (),
            _ = terminate.recv() => (),
        }
    })
}
