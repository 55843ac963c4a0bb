//! What the operator does, and the server's own health.

mod acts;
mod backups;
mod operating;
mod reports;
mod storage;

use std::process::Command;

use crate::support::Place;

/// Runs an operator's command. Returns what it prints, or its error.
fn operator(place: &Place, words: &[&str]) -> Result<String, String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_life-circle-server"));
    command.arg("operator").arg("--data").arg(&place.folder);
    if let Some(url) = &place.url {
        command.args(["--database-url", url]);
    }
    let output = command.args(words).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8").trim().to_owned();
    if output.status.success() {
        Ok(text(output.stdout))
    } else {
        Err(text(output.stderr))
    }
}
