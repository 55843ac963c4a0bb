//! Proofs that take longer than a test may.

use std::path::Path;

use anyhow::Result;
use clap::Args;
use xshell::{Shell, cmd};

use crate::build;

/// How long to look for a leak.
#[derive(Args)]
pub struct ProveOptions {
    /// Steps that random circles live through.
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

/// Random circles, in release, on `SQLite`.
pub fn prove(shell: &Shell, options: &ProveOptions) -> Result<()> {
    let with_page = build::with_page();
    cmd!(
        shell,
        "cargo test --locked --release --package life-circle-server {with_page...} --test prove -- --nocapture"
    )
    .env("LIFE_CIRCLE_PROVE_STEPS", options.steps.to_string())
    .quiet()
    .run()?;
    Ok(())
}

/// A server of its own, killed again and again.
pub fn crash(shell: &Shell, options: &CrashOptions) -> Result<()> {
    crash_of(shell, &build::everything(shell)?, options.rounds)
}

/// The same with a server that is built.
pub fn crash_of(shell: &Shell, server: &Path, rounds: u32) -> Result<()> {
    let rounds = rounds.to_string();
    cmd!(
        shell,
        "cargo run --locked --package life-circle-server --example crash -- --server {server} --rounds {rounds}"
    )
    .quiet()
    .run()?;
    Ok(())
}
