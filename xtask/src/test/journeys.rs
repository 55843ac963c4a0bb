//! Runs the release page in real browsers, and notes how long each journey takes.

use anyhow::{Context as _, Result};
use serde::Deserialize;
use xshell::{Shell, cmd};

use super::page_build::PageBuild;
use super::summary::{Part, Summary};
use crate::{build, setup, size};

/// How often the server is killed.
const CRASHES: u32 = 5;
/// Where `e2e/playwright.config.ts` puts the report, from its folder.
const REPORT: &str = ".results/journeys.json";

/// Playwright's report, as far as the summary needs it.
#[derive(Deserialize)]
struct Report {
    suites: Vec<Suite>,
}

/// A file of journeys, or a `describe` in it.
#[derive(Deserialize)]
struct Suite {
    title: String,
    #[serde(default)]
    specs: Vec<Spec>,
    #[serde(default)]
    suites: Vec<Suite>,
}

#[derive(Deserialize)]
struct Spec {
    title: String,
    tests: Vec<Test>,
}

#[derive(Deserialize)]
struct Test {
    results: Vec<Outcome>,
}

#[derive(Deserialize)]
struct Outcome {
    status: String,
    #[serde(rename = "duration")]
    duration_ms: f64,
}

/// Runs the release page on a development build of the server: its checks of overflow and its
/// assertions take part. Waits for the page.
pub fn run(shell: &Shell, page: PageBuild, summary: &mut Summary) -> Result<()> {
    let browser = setup::browser::ready(shell)?;
    setup::browser::second_engine(shell);
    page.wait()?;
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
    shell.remove_path(REPORT)?;
    let outcome = cmd!(shell, "node_modules/.bin/playwright test")
        .env("LIFE_CIRCLE_SERVER", server)
        .env("LIFE_CIRCLE_PAGE", page)
        .env("LIFE_CIRCLE_CHROMIUM", browser.chromium)
        .quiet()
        .run();
    // Journeys that failed are in the report, too. There is none if Playwright couldn't start.
    if shell.path_exists(REPORT) {
        note_journeys(&shell.read_file(REPORT)?, summary)?;
    }
    outcome?;
    Ok(())
}

fn note_journeys(report: &str, summary: &mut Summary) -> Result<()> {
    let report: Report = serde_json::from_str(report).context("Playwright's report is JSON")?;
    for suite in report.suites {
        note_suite(suite, "", summary);
    }
    Ok(())
}

fn note_suite(suite: Suite, path: &str, summary: &mut Summary) {
    let path = format!("{path}{}: ", suite.title);
    for spec in suite.specs {
        let outcomes = spec.tests.iter().flat_map(|test| &test.results);
        let durations: Vec<f64> = outcomes
            .filter(|outcome| outcome.status != "skipped")
            .map(|outcome| outcome.duration_ms)
            .collect();
        if !durations.is_empty() {
            let seconds = durations.iter().sum::<f64>() / 1000.0;
            let name = format!("{path}{}", spec.title);
            summary.note_test(Part::Journeys, name, Some(seconds));
        }
    }
    for inner in suite.suites {
        note_suite(inner, &path, summary);
    }
}

#[cfg(test)]
mod tests {
    use super::{Summary, note_journeys};

    #[test]
    fn a_journey_is_named_by_its_file_and_skipped_ones_do_not_count() {
        let report = r#"{"suites": [{"title": "feed.spec.ts", "specs": [
            {"title": "a friend likes", "tests": [
                {"results": [{"status": "passed", "duration": 1500}]}
            ]},
            {"title": "not today", "tests": [{"results": [{"status": "skipped", "duration": 0}]}]}
        ]}]}"#;
        let mut summary = Summary::default();
        note_journeys(report, &mut summary).expect("a report");
        let slowest = summary.slowest();
        let journeys: Vec<(f64, &str)> = slowest
            .iter()
            .map(|(seconds, test)| (*seconds, &*test.name))
            .collect();
        assert_eq!(journeys, [(1.5, "feed.spec.ts: a friend likes")]);
    }
}
