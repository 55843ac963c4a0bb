//! Runs everything that CI runs.

use std::time::Instant;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use xshell::{Shell, cmd};

use crate::postgres::Postgres;
use crate::setup::{self, say};
use crate::{build, prove, size};

/// The tests to run.
#[derive(Args)]
pub struct Options {
    /// Only these parts; default: all.
    #[arg(value_enum)]
    only: Vec<Part>,
}

/// A part of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Format, lints, dependencies.
    Lint,
    /// Unit tests, rules of the house, and the server's stories on `SQLite` and `PostgreSQL`.
    Native,
    /// Tests that need a browser's own functions.
    Wasm,
    /// Tests of the release build: its size, a few crashes, and journeys of people in a real
    /// Chromium.
    Journeys,
}

/// How often the server is killed.
const CRASHES: u32 = 5;

const ALL: [Part; 4] = [Part::Lint, Part::Native, Part::Wasm, Part::Journeys];

/// Runs the parts one after the other, and says which failed.
#[expect(clippy::print_stdout, reason = "the summary is what one reads")]
pub fn run(shell: &Shell, options: &Options) -> Result<()> {
    let parts: Vec<Part> = ALL
        .into_iter()
        .filter(|part| options.only.is_empty() || options.only.contains(part))
        .collect();
    let mut summary = Vec::new();
    for &part in &parts {
        let started_at = Instant::now();
        say(&format!("tests: {part:?}"));
        let outcome = match part {
            Part::Lint => lint(shell),
            Part::Native => native(shell),
            Part::Wasm => wasm(shell),
            Part::Journeys => journeys(shell),
        };
        summary.push((part, started_at.elapsed().as_secs(), outcome));
    }
    println!();
    for (part, seconds, outcome) in &summary {
        match outcome {
            Ok(()) => println!("{part:?}: passed in {seconds} s"),
            Err(error) => println!("{part:?}: FAILED in {seconds} s: {error:#}"),
        }
    }
    for part in ALL.iter().filter(|part| !parts.contains(part)) {
        println!("{part:?}: skipped, since only others were asked for");
    }
    let failed = summary
        .iter()
        .filter(|(_, _, outcome)| outcome.is_err())
        .count();
    println!("{} passed, {failed} failed", summary.len() - failed);
    if failed > 0 {
        bail!("{failed} of {} parts failed", summary.len());
    }
    Ok(())
}

fn lint(shell: &Shell) -> Result<()> {
    cmd!(shell, "cargo fmt --all --check").quiet().run()?;
    cmd!(
        shell,
        "cargo clippy --locked --workspace --all-targets --features \
        life-circle-wire/schema -- -D warnings"
    )
    .quiet()
    .run()?;
    let deny = setup::cargo_deny(shell)?.join("cargo-deny");
    // The advisories are left out: not every machine reaches the place that their database is
    // fetched from. Check them by hand.
    cmd!(shell, "{deny} --all-features check bans licenses sources")
        .quiet()
        .run()?;
    Ok(())
}

fn native(shell: &Shell) -> Result<()> {
    let postgres = Postgres::start(shell)?;
    cmd!(
        shell,
        "cargo test --locked --workspace --features life-circle-wire/schema"
    )
    .env("LIFE_CIRCLE_TEST_POSTGRES_URL", &postgres.url)
    .quiet()
    .run()?;
    Ok(())
}

fn wasm(shell: &Shell) -> Result<()> {
    let environment = setup::for_page(shell)?;
    let browser = setup::browser::ready(shell)?;
    cmd!(
        shell,
        "cargo test --locked --package life-circle --test browser --target wasm32-unknown-unknown"
    )
    .envs(environment.variables())
    .env("CHROMEDRIVER", browser.driver)
    .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
    .quiet()
    .run()?;
    Ok(())
}

fn journeys(shell: &Shell) -> Result<()> {
    let browser = setup::browser::ready(shell)?;
    let server = build::everything(shell)?;
    size::run(shell)?;
    prove::crash_of(shell, &server, CRASHES)?;
    let _in = shell.push_dir("e2e");
    cmd!(shell, "node_modules/.bin/tsc --noEmit")
        .quiet()
        .run()?;
    cmd!(shell, "node_modules/.bin/playwright test")
        .env("LIFE_CIRCLE_SERVER", server)
        .env("LIFE_CIRCLE_CHROMIUM", browser.chromium)
        .quiet()
        .run()?;
    Ok(())
}
