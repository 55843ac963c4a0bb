//! Everything that CI runs.

mod native;

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use xshell::{Shell, cmd};

use crate::postgres::Postgres;
use crate::setup::{self, say};
use crate::{build, size};
use native::Tests;

/// The tests to run.
#[derive(Args)]
pub struct Options {
    /// Run only these parts. Without any, all parts run.
    #[arg(value_enum)]
    only: Vec<Part>,
    /// A quick verdict after a small change: format, lints, and the native tests on `SQLite`.
    #[arg(long, conflicts_with = "only")]
    quick: bool,
}

/// A part of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Format, lints, dependencies.
    Lint,
    /// Unit tests, house rules, and the server's stories on `SQLite` and `PostgreSQL`.
    Native,
    /// Tests that need the functions of a browser.
    Wasm,
    /// Tests of the release page: its size, a few crashes of the server, and journeys of people in
    /// a real Chromium.
    Journeys,
}

/// How often the server is killed.
const CRASHES: u32 = 5;
/// The tests that the summary names, the slowest first.
const SLOWEST: usize = 10;

const ALL: [Part; 4] = [Part::Lint, Part::Native, Part::Wasm, Part::Journeys];

/// Runs the parts one after the other, and says which of them failed.
#[expect(clippy::print_stdout, reason = "the summary is what one reads")]
pub fn run(shell: &Shell, options: &Options) -> Result<()> {
    let is_asked_for = |part: &Part| match (options.quick, options.only.as_slice()) {
        (true, _) => matches!(part, Part::Lint | Part::Native),
        (false, only) => only.is_empty() || only.contains(part),
    };
    let mut tests = Tests::default();
    let mut summary = Vec::new();
    for part in ALL.into_iter().filter(is_asked_for) {
        let started_at = Instant::now();
        say(&format!("tests: {part:?}"));
        let outcome = match part {
            Part::Lint => lint(shell, options.quick),
            Part::Native => native(shell, options.quick, &mut tests),
            Part::Wasm => wasm(shell),
            Part::Journeys => journeys(shell),
        };
        summary.push((part, started_at.elapsed().as_secs(), outcome));
    }
    println!();
    if !tests.is_empty() {
        println!("{} native tests; the slowest:", tests.len());
        for (name, seconds) in tests.slowest(SLOWEST) {
            println!("{seconds:>8.1} s  {name}");
        }
    }
    for (part, seconds, outcome) in &summary {
        match outcome {
            Ok(()) => println!("{part:?}: passed in {seconds} s"),
            Err(error) => println!("{part:?}: FAILED in {seconds} s: {error:#}"),
        }
    }
    for part in ALL.iter().filter(|part| !is_asked_for(part)) {
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

fn lint(shell: &Shell, is_quick: bool) -> Result<()> {
    cmd!(shell, "cargo fmt --all --check").quiet().run()?;
    let leptosfmt = setup::leptosfmt(shell)?.join("leptosfmt");
    let views = views(Path::new("src"))?;
    cmd!(shell, "{leptosfmt} --quiet --check {views...}")
        .quiet()
        .run()?;
    let all = ["--locked", "--workspace", "--all-targets"];
    let features = ["--features", "life-circle-wire/schema"];
    cmd!(
        shell,
        "cargo clippy --quiet {all...} {features...} -- -D warnings"
    )
    .quiet()
    .run()?;
    if is_quick {
        return Ok(());
    }
    let deny = setup::cargo_deny(shell)?.join("cargo-deny");
    // Advisories aren't checked here: not every machine reaches their database.
    cmd!(shell, "{deny} --all-features check bans licenses sources")
        .quiet()
        .run()?;
    Ok(())
}

/// The page's files of Rust, which may hold views.
fn views(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = build::files(folder)?;
    files.retain(|file| file.extension().is_some_and(|kind| kind == "rs"));
    Ok(files)
}

fn native(shell: &Shell, is_quick: bool, tests: &mut Tests) -> Result<()> {
    if is_quick {
        return tests.run(shell, None);
    }
    let postgres = Postgres::start(shell)?;
    tests.run(shell, Some(&postgres.url))
}

fn wasm(shell: &Shell) -> Result<()> {
    let environment = setup::for_page(shell)?;
    let browser = setup::browser::ready(shell)?;
    let test = ["--package", "life-circle", "--test", "browser"];
    let target = ["--target", "wasm32-unknown-unknown"];
    cmd!(shell, "cargo test --locked {test...} {target...}")
        .envs(environment.variables())
        .env("CHROMEDRIVER", browser.driver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .quiet()
        .run()?;
    Ok(())
}

/// Runs the release page on a development build of the server: its checks of overflow and its
/// assertions take part.
fn journeys(shell: &Shell) -> Result<()> {
    let browser = setup::browser::ready(shell)?;
    build::page(shell)?;
    build::tests(shell)?;
    let built = build::target_folder().join("debug");
    let server = built.join("life-circle-server");
    let page = crate::project_root().join(build::DIST);
    size::run(shell)?;
    let crash = built.join("examples/crash");
    let rounds = CRASHES.to_string();
    cmd!(shell, "{crash} --server {server} --rounds {rounds}")
        .quiet()
        .run()?;
    let _in = shell.push_dir("e2e");
    cmd!(shell, "node_modules/.bin/tsc --noEmit")
        .quiet()
        .run()?;
    cmd!(shell, "node_modules/.bin/playwright test")
        .env("LIFE_CIRCLE_SERVER", server)
        .env("LIFE_CIRCLE_PAGE", page)
        .env("LIFE_CIRCLE_CHROMIUM", browser.chromium)
        .quiet()
        .run()?;
    Ok(())
}
