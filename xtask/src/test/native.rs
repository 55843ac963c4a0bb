//! Runs the native tests of all packages, and notes how long each test takes.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use xshell::Shell;

use super::harness::watch;
use super::summary::{Part, Summary};
use crate::build;
use crate::postgres::Postgres;
use crate::setup::{self, say};

/// A folder that Linux keeps in memory.
const MEMORY: &str = "/dev/shm";

/// A message of cargo, as far as it is about a program that was built.
#[derive(Deserialize)]
struct Message {
    executable: Option<PathBuf>,
    manifest_path: Option<PathBuf>,
    target: Option<Target>,
    profile: Option<Profile>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

#[derive(Deserialize)]
struct Profile {
    /// `true` if the program is one of tests, not one that tests start.
    test: bool,
}

/// Builds all tests and runs them. If it must be quick, stories run on `SQLite` alone.
pub fn run(shell: &Shell, is_quick: bool, summary: &mut Summary) -> Result<()> {
    let postgres = if is_quick {
        None
    } else {
        Some(Postgres::start(shell)?)
    };
    let schemathesis = if is_quick { None } else { schemathesis(shell) };
    let messages = build::tests(shell)?;
    let mut failed = Vec::new();
    for line in messages.lines() {
        let Ok(message) = serde_json::from_str::<Message>(line) else {
            continue;
        };
        if !message.profile.is_some_and(|profile| profile.test) {
            continue;
        }
        let (Some(program), Some(manifest)) = (message.executable, message.manifest_path) else {
            continue;
        };
        let target = message.target.map(|target| target.name).unwrap_or_default();
        let package = manifest.parent().context("a manifest is in a folder")?;
        let mut command = command_for(&program, package, postgres.as_ref());
        if let Some(schemathesis) = &schemathesis {
            command.env("LIFE_CIRCLE_SCHEMATHESIS", schemathesis);
        }
        let has_passed = watch(command, |name, seconds| {
            summary.note_test(Part::Native, format!("{target}: {name}"), seconds);
        })?;
        if !has_passed {
            failed.push(target);
        }
    }
    if !failed.is_empty() {
        bail!("tests failed in {}", failed.join(", "));
    }
    Ok(())
}

/// The program of schemathesis. Where it can't be had, a line says so, and its test is skipped.
fn schemathesis(shell: &Shell) -> Option<PathBuf> {
    let skip = |error: &anyhow::Error| say(&format!("the OpenAPI document isn't tried: {error:#}"));
    setup::schemathesis(shell).inspect_err(skip).ok()
}

/// The command that runs one program of tests.
fn command_for(program: &Path, package: &Path, postgres: Option<&Postgres>) -> Command {
    let mut command = Command::new(program);
    command
        .args(["-Zunstable-options", "--report-time"])
        // As cargo does for the tests that it runs.
        .env("CARGO_MANIFEST_DIR", package)
        // The times of tests are an unstable option of the test harness.
        .env("RUSTC_BOOTSTRAP", "1")
        .current_dir(package);
    // The databases of tests wait for the disk at each commit. In memory they don't.
    if Path::new(MEMORY).is_dir() {
        command.env("TMPDIR", MEMORY);
    }
    if let Some(postgres) = postgres {
        command.env("LIFE_CIRCLE_TEST_POSTGRES_URL", &postgres.url);
    }
    command
}
