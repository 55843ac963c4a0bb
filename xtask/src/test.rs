//! Everything that CI runs.

mod harness;
mod journeys;
mod native;
mod page_build;
mod summary;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Result, ensure};
use clap::Args;
use xshell::{Shell, cmd};

use crate::build;
use crate::setup::{self, say};
use page_build::PageBuild;
use summary::{Part, Summary};

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

const ALL: [Part; 4] = [Part::Lint, Part::Native, Part::Wasm, Part::Journeys];

/// Runs the parts one after the other, and says which of them failed.
pub fn run(shell: &Shell, options: &Options) -> Result<()> {
    let is_asked_for = |part: &Part| match (options.quick, options.only.as_slice()) {
        (true, _) => matches!(part, Part::Lint | Part::Native),
        (false, only) => only.is_empty() || only.contains(part),
    };
    let (asked_for, skipped): (Vec<Part>, Vec<Part>) = ALL.into_iter().partition(is_asked_for);
    let mut summary = Summary::default();
    // The other parts often leave a core free.
    let mut page_build = asked_for
        .contains(&Part::Journeys)
        .then(|| PageBuild::start(shell));
    for part in &asked_for {
        let started_at = Instant::now();
        say(&format!("tests: {part:?}"));
        let outcome = match part {
            Part::Lint => lint(shell, options.quick),
            Part::Native => native::run(shell, options.quick, &mut summary),
            Part::Wasm => wasm(shell, &mut summary),
            Part::Journeys => page_build
                .take()
                .expect("its build was started")
                .and_then(|page| journeys::run(shell, page, &mut summary)),
        };
        summary.note_part(*part, started_at.elapsed(), outcome);
    }
    summary.finish(&skipped)
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

fn wasm(shell: &Shell, summary: &mut Summary) -> Result<()> {
    let environment = setup::for_page(shell)?;
    let browser = setup::browser::ready(shell)?;
    let test = ["--package", "life-circle", "--test", "browser"];
    let target = ["--target", "wasm32-unknown-unknown"];
    let command = cmd!(shell, "cargo test --locked {test...} {target...}")
        .envs(environment.variables())
        .env("CHROMEDRIVER", browser.driver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    let has_passed = harness::watch(Command::from(command), |name, seconds| {
        summary.note_test(Part::Wasm, name.to_owned(), seconds);
    })?;
    ensure!(has_passed, "tests failed in the browser");
    Ok(())
}
