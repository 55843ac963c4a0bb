//! Runs Life Circle: optimised, or with reload for developers.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, anyhow, ensure};
use clap::Args;
use xshell::{Shell, cmd};

use crate::build;
use crate::setup::{self, say};

/// How often the server's files are looked at for changes.
const LOOK_EVERY: Duration = Duration::from_millis(700);
/// The folders that the server is built from.
const SERVER: [&str; 3] = ["server/src", "server/migrations", "crates/wire/src"];

/// Where to serve.
#[derive(Args)]
pub struct ServeOptions {
    /// Address and port to listen on.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR:PORT")]
    listen: SocketAddr,
    /// Folder of the database; default: ./data, or ./demo-data with --demo.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Show a circle of twelve people, made in a folder of its own, and print how to sign in.
    #[arg(long)]
    demo: bool,
    /// More flags for the server, after `--`.
    #[arg(last = true)]
    server: Vec<String>,
}

/// Where to serve while working.
#[derive(Args)]
pub struct DevOptions {
    /// Folder of the database.
    #[arg(long, default_value = "./data", value_name = "DIR")]
    data: PathBuf,
}

/// Installs what is missing, builds everything, and serves.
pub fn serve(shell: &Shell, options: &ServeOptions) -> Result<()> {
    let usual = if options.demo {
        "./demo-data"
    } else {
        "./data"
    };
    let data = options.data.clone().unwrap_or_else(|| PathBuf::from(usual));
    // Some steps of the page keep one core busy: the server is built and filled next to them.
    let page = thread::spawn(|| build::page_to_serve(&crate::shell()?));
    let server = server_with_data(shell, options.demo, &data);
    page.join()
        .map_err(|_| anyhow!("the build of the page panicked"))??;
    let server = server?;
    let listen = options.listen.to_string();
    let more = &options.server;
    say("serving; Ctrl-C stops it");
    cmd!(shell, "{server} --listen {listen} --data {data} {more...}")
        .env("LIFE_CIRCLE_PAGE", build::DIST)
        .quiet()
        .run()?;
    Ok(())
}

/// Builds the server, and fills the folder for the demo. Returns the binary's path.
fn server_with_data(shell: &Shell, is_demo: bool, data: &Path) -> Result<PathBuf> {
    let server = build::server_to_serve(shell)?;
    if is_demo {
        cmd!(shell, "{server} demo --data {data}").quiet().run()?;
    }
    Ok(server)
}

/// Serves the page on port 8090 with reload, and the API on port 8080. The API is rebuilt when its
/// files change.
pub fn dev(shell: &Shell, options: &DevOptions) -> Result<()> {
    let environment = setup::for_page(shell)?;
    say("the page with reload: http://localhost:8090 (its API: http://localhost:8080)");
    let mut page = Command::new("trunk")
        .args(["serve", "--dist", "target/page-dev"])
        .envs(environment.variables())
        .env_remove("NO_COLOR")
        .spawn()
        .context("trunk does not start")?;
    let mut server: Option<Child> = None;
    let mut built_at = SystemTime::UNIX_EPOCH;
    loop {
        if let Some(status) = page.try_wait()? {
            stop(server.take());
            ensure!(status.success(), "trunk stopped: {status}");
            return Ok(());
        }
        if build::newest_change(&SERVER)? > built_at {
            built_at = SystemTime::now();
            if cmd!(shell, "cargo build --package life-circle-server")
                .quiet()
                .run()
                .is_ok()
            {
                stop(server.take());
                let started = Command::new(build::target_folder().join("debug/life-circle-server"))
                    .arg("--data")
                    .arg(&options.data)
                    .stdin(Stdio::null())
                    .spawn();
                server = Some(started.context("the server does not start")?);
            }
        }
        thread::sleep(LOOK_EVERY);
    }
}

fn stop(server: Option<Child>) {
    if let Some(mut server) = server {
        // The server may have stopped by itself, after it printed an error.
        server.kill().ok();
        server.wait().ok();
    }
}

/// Prints the lines that make a shell find Trunk, wasm-opt and the compiler for wasm.
#[expect(clippy::print_stdout, reason = "a shell reads it")]
pub fn print_env(shell: &Shell) -> Result<()> {
    for (name, value) in setup::for_page(shell)?.variables() {
        println!("export {name}='{value}'");
    }
    Ok(())
}
