//! Runs the native tests of all packages, and notes how long each test takes.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use xshell::Shell;

use crate::build;

/// A folder that Linux keeps in memory.
const MEMORY: &str = "/dev/shm";

/// The tests that ran, each with its seconds.
#[derive(Default)]
pub struct Tests {
    done: Vec<(String, f64)>,
}

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

impl Tests {
    /// `true` if no test ran.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty()
    }

    /// The number of tests that ran.
    pub fn len(&self) -> usize {
        self.done.len()
    }

    /// The tests that took longest, each with its seconds.
    pub fn slowest(&mut self, most: usize) -> &[(String, f64)] {
        self.done.sort_by(|a, b| b.1.total_cmp(&a.1));
        &self.done[..most.min(self.done.len())]
    }

    /// Builds all tests and runs them. Without the URL of a `PostgreSQL`, stories run on `SQLite`
    /// alone.
    pub fn run(&mut self, shell: &Shell, postgres: Option<&str>) -> Result<()> {
        let messages = build::tests(shell)?;
        let mut failed = Vec::new();
        for line in messages.lines() {
            let Ok(message) = serde_json::from_str::<Message>(line) else {
                continue;
            };
            if !message.profile.is_some_and(|profile| profile.test) {
                continue;
            }
            let (Some(program), Some(manifest)) = (message.executable, message.manifest_path)
            else {
                continue;
            };
            let target = message.target.map(|target| target.name).unwrap_or_default();
            let package = manifest.parent().context("a manifest is in a folder")?;
            if !self.run_program(&program, package, &target, postgres)? {
                failed.push(target);
            }
        }
        if !failed.is_empty() {
            bail!("tests failed in {}", failed.join(", "));
        }
        Ok(())
    }

    /// Runs one program of tests, and passes its output on. Returns whether all tests passed.
    #[expect(clippy::print_stdout, reason = "people watch the tests run")]
    fn run_program(
        &mut self,
        program: &Path,
        package: &Path,
        target: &str,
        postgres: Option<&str>,
    ) -> Result<bool> {
        let mut command = Command::new(program);
        command
            .args(["-Zunstable-options", "--report-time"])
            // As cargo does for the tests that it runs.
            .env("CARGO_MANIFEST_DIR", package)
            // The times of tests are an unstable option of the test harness.
            .env("RUSTC_BOOTSTRAP", "1")
            .current_dir(package)
            .stdout(Stdio::piped());
        // The databases of tests wait for the disk at each commit. In memory they don't.
        if Path::new(MEMORY).is_dir() {
            command.env("TMPDIR", MEMORY);
        }
        if let Some(url) = postgres {
            command.env("LIFE_CIRCLE_TEST_POSTGRES_URL", url);
        }
        let mut child = command.spawn().context("a program of tests starts")?;
        let output = child.stdout.take().context("its output is piped")?;
        for line in BufReader::new(output).lines() {
            let line = line?;
            println!("{line}");
            if let Some((name, seconds)) = timed(&line) {
                self.done.push((format!("{target}: {name}"), seconds));
            }
        }
        Ok(child.wait()?.success())
    }
}

/// The name and the seconds in a line as `test sweep::forgets ... ok <1.234s>`.
fn timed(line: &str) -> Option<(&str, f64)> {
    let (name, outcome) = line.strip_prefix("test ")?.split_once(" ... ")?;
    let (_, time) = outcome.split_once('<')?;
    let seconds = time.strip_suffix("s>")?.parse().ok()?;
    Some((name, seconds))
}

#[cfg(test)]
mod tests {
    use super::timed;

    #[test]
    fn a_line_of_the_harness_tells_the_name_and_the_seconds() {
        assert_eq!(
            timed("test a::story ... ok <12.345s>"),
            Some(("a::story", 12.345))
        );
        assert_eq!(timed("test a::story ... ignored"), None);
        assert_eq!(timed("running 3 tests"), None);
    }
}
