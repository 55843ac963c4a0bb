//! Proofs that take longer than a test may.

use anyhow::Result;
use clap::Args;
use xshell::{Shell, cmd};

use crate::build;
use crate::postgres::Postgres;

/// How long to look for a leak.
#[derive(Args)]
pub struct ProveOptions {
    /// Number of steps that the random circles take.
    #[arg(long, default_value_t = 20_000, value_name = "N")]
    steps: u64,
}

/// How often to kill the server.
#[derive(Args)]
pub struct CrashOptions {
    /// Rounds of writing and killing.
    #[arg(long, default_value_t = 20, value_name = "N")]
    rounds: u32,
}

/// Runs the proof on random circles, as a release build, on `SQLite`.
pub fn prove(shell: &Shell, options: &ProveOptions) -> Result<()> {
    let with_page = build::with_page();
    let package = ["--locked", "--release", "--package", "life-circle-server"];
    cmd!(
        shell,
        "cargo test {package...} {with_page...} --test prove -- --nocapture"
    )
    .env("LIFE_CIRCLE_PROVE_STEPS", options.steps.to_string())
    .quiet()
    .run()?;
    Ok(())
}

/// Kills a release server again and again.
pub fn crash(shell: &Shell, options: &CrashOptions) -> Result<()> {
    let server = build::everything(shell)?;
    let rounds = options.rounds.to_string();
    let example = [
        "--locked",
        "--package",
        "life-circle-server",
        "--example",
        "crash",
    ];
    cmd!(
        shell,
        "cargo run {example...} -- --server {server} --rounds {rounds}"
    )
    .quiet()
    .run()?;
    Ok(())
}

/// Restarts `PostgreSQL` while people write through two servers.
pub fn restart(shell: &Shell) -> Result<()> {
    let postgres = Postgres::start(shell)?;
    build::tests(shell)?;
    let built = build::target_folder().join("debug");
    let proof = built.join("examples/restart");
    let server = built.join("life-circle-server");
    let control = postgres.control()?;
    let control = control.iter().flat_map(|word| ["--control", word]);
    let url = &postgres.url;
    cmd!(
        shell,
        "{proof} --server {server} --database-url {url} {control...}"
    )
    .quiet()
    .run()?;
    Ok(())
}
