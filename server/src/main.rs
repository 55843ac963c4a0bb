//! `life-circle-server`: serves the API and the page, or fills a database to try things on.

use std::process::ExitCode;

use anyhow::{Context, Result};
use life_circle_server::app::App;
use life_circle_server::config::{Arguments, Command, Config};
use life_circle_server::db::Database;
use life_circle_server::seed;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

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
        Some(Command::Seed(options)) => seed::run(&options).await,
        Some(Command::Serve(config)) => serve(*config).await,
        None => serve(arguments.config).await,
    }
}

async fn serve(config: Config) -> Result<()> {
    config.check()?;
    start_log(&config)?;
    let database = match &config.database_url {
        Some(url) => Database::open(url).await?,
        None => Database::open_folder(&config.data).await?,
    };
    let listener = TcpListener::bind(config.listen).await;
    let listener = listener.with_context(|| {
        format!("can't listen on {}: another program may, try --listen 127.0.0.1:8081", config.listen)
    })?;
    let url = config.url();
    let app = App::new(config, database)?;
    #[expect(clippy::print_stdout, reason = "whoever starts it waits for this line")]
    {
        println!("Life Circle is at {url}");
    }
    app.serve(listener, asked_to_stop()?).await
}

fn start_log(config: &Config) -> Result<()> {
    let filter = EnvFilter::try_new(&config.log).context("--log takes error, warn, info, debug or trace")?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if config.log_json {
        log.json().init();
    } else {
        log.init();
    }
    Ok(())
}

/// Ends at Ctrl-C or when the system asks to stop.
fn asked_to_stop() -> Result<impl Future<Output = ()>> {
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => (),
            _ = terminate.recv() => (),
        }
    })
}
