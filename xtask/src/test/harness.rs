//! Runs programs of tests, and reads what Rust's test harness prints.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

/// Runs a program and passes its output on. `note` gets the name of each test that ran, and its
/// seconds if the harness measures them. Returns whether the program succeeded.
#[expect(clippy::print_stdout, reason = "people watch the tests run")]
pub fn watch(mut command: Command, mut note: impl FnMut(&str, Option<f64>)) -> Result<bool> {
    command.stdout(Stdio::piped());
    let mut child = command.spawn().context("a program of tests starts")?;
    let output = child.stdout.take().context("its output is piped")?;
    for line in BufReader::new(output).lines() {
        let line = line?;
        println!("{line}");
        if let Some((name, seconds)) = test_that_ran(&line) {
            note(name, seconds);
        }
    }
    Ok(child.wait()?.success())
}

/// The name and the seconds in a line as `test sweep::forgets ... ok <1.234s>`.
fn test_that_ran(line: &str) -> Option<(&str, Option<f64>)> {
    let (name, outcome) = line.strip_prefix("test ")?.split_once(" ... ")?;
    let time = outcome.split_once('<').map(|(_, time)| time);
    let seconds = time.and_then(|time| time.strip_suffix("s>")?.parse().ok());
    (!outcome.starts_with("ignored")).then_some((name, seconds))
}

#[cfg(test)]
mod tests {
    use super::test_that_ran;

    #[test]
    fn a_line_of_the_harness_tells_the_name_and_the_seconds() {
        assert_eq!(
            test_that_ran("test a::story ... ok <12.345s>"),
            Some(("a::story", Some(12.345)))
        );
        assert_eq!(
            test_that_ran("test a::story ... FAIL"),
            Some(("a::story", None))
        );
        assert_eq!(test_that_ran("test a::story ... ignored, slow"), None);
        assert_eq!(test_that_ran("running 3 tests"), None);
    }
}
