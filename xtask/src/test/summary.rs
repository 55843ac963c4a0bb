//! What ran, how long it took, and how it ended.

use std::time::Duration;

use anyhow::{Result, bail};
use clap::ValueEnum;

/// The tests that the summary names, the slowest first.
const SLOWEST: usize = 10;

/// A part of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
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

/// The parts and tests that ran.
#[derive(Default)]
pub struct Summary {
    parts: Vec<(Part, Duration, Result<()>)>,
    tests: Vec<Test>,
}

/// A test that ran.
pub struct Test {
    part: Part,
    /// Its name, with the program or the file that it is in.
    pub name: String,
    /// `None` if nobody measured it.
    seconds: Option<f64>,
}

impl Summary {
    /// Notes a test that ran.
    pub fn note_test(&mut self, part: Part, name: String, seconds: Option<f64>) {
        self.tests.push(Test {
            part,
            name,
            seconds,
        });
    }

    /// Notes how a part ended.
    pub fn note_part(&mut self, part: Part, took: Duration, outcome: Result<()>) {
        self.parts.push((part, took, outcome));
    }

    /// Prints the slowest tests and how each part ended. Fails if a part failed.
    #[expect(clippy::print_stdout, reason = "the summary is what one reads")]
    pub fn finish(&self, skipped: &[Part]) -> Result<()> {
        println!();
        let numbers = self.numbers();
        if !numbers.is_empty() {
            println!("tests: {numbers}; the slowest:");
        }
        for (seconds, test) in self.slowest() {
            println!("{seconds:>8.1} s  {:?}: {}", test.part, test.name);
        }
        for (part, took, outcome) in &self.parts {
            let seconds = took.as_secs();
            match outcome {
                Ok(()) => println!("{part:?}: passed in {seconds} s"),
                Err(error) => println!("{part:?}: FAILED in {seconds} s: {error:#}"),
            }
        }
        for part in skipped {
            println!("{part:?}: skipped, since only others were asked for");
        }
        let outcomes = self.parts.iter().map(|(_, _, outcome)| outcome);
        let failed = outcomes.filter(|outcome| outcome.is_err()).count();
        println!("{} passed, {failed} failed", self.parts.len() - failed);
        if failed > 0 {
            bail!("{failed} of {} parts failed", self.parts.len());
        }
        Ok(())
    }

    /// The number of tests in each part, as `286 native, 7 in the browser, 140 journeys`.
    fn numbers(&self) -> String {
        let kinds = [
            (Part::Native, "native"),
            (Part::Wasm, "in the browser"),
            (Part::Journeys, "journeys"),
        ];
        let counts = kinds.map(|(part, words)| {
            let count = self.tests.iter().filter(|test| test.part == part).count();
            (count > 0).then(|| format!("{count} {words}"))
        });
        counts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// The slowest tests, each with its seconds.
    pub fn slowest(&self) -> Vec<(f64, &Test)> {
        let mut timed: Vec<(f64, &Test)> = self
            .tests
            .iter()
            .filter_map(|test| Some((test.seconds?, test)))
            .collect();
        timed.sort_by(|a, b| b.0.total_cmp(&a.0));
        timed.truncate(SLOWEST);
        timed
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, Summary};

    #[test]
    fn the_slowest_tests_of_all_parts_come_first_and_each_part_is_counted() {
        let mut summary = Summary::default();
        summary.note_test(Part::Native, "quick".to_owned(), Some(0.1));
        summary.note_test(Part::Native, "slow".to_owned(), Some(3.0));
        summary.note_test(Part::Wasm, "unmeasured".to_owned(), None);
        summary.note_test(Part::Journeys, "slowest".to_owned(), Some(9.0));
        let slowest = summary.slowest();
        let names: Vec<&str> = slowest.iter().map(|(_, test)| &*test.name).collect();
        assert_eq!(names, ["slowest", "slow", "quick"]);
        assert_eq!(summary.numbers(), "2 native, 1 in the browser, 1 journeys");
    }
}
