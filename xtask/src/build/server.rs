//! Builds the server in release, and the tests of all packages.

use std::path::PathBuf;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use super::output::target_folder;
use crate::setup::say;

/// The server with the page of `dist/` inside; returns the binary's path.
pub fn server(shell: &Shell) -> Result<PathBuf> {
    release(shell, "0", &["--features", "embed-page"])
}

/// The server without a page inside; returns the binary's path. It is built while the page is, and
/// takes only the time that the page leaves: tools and page take longer, one step after the other.
pub fn server_alone(shell: &Shell) -> Result<PathBuf> {
    release(shell, "10", &["--quiet"])
}

fn release(shell: &Shell, niceness: &str, more: &[&str]) -> Result<PathBuf> {
    say("building the server in release (about 4 minutes from nothing)");
    let package = ["--package", "life-circle-server"];
    cmd!(
        shell,
        "nice -n {niceness} cargo build --release --locked {package...} {more...}"
    )
    .quiet()
    .run()
    .context("the server does not build: read the compiler's words above")?;
    Ok(target_folder().join("release/life-circle-server"))
}

/// What the tests build: the same command each time, so that dependencies are compiled once.
/// Returns cargo's messages.
pub fn tests(shell: &Shell) -> Result<String> {
    let all = [
        "--locked",
        "--workspace",
        "--features",
        "life-circle-wire/schema",
    ];
    let messages = ["--message-format", "json-render-diagnostics"];
    cmd!(shell, "cargo test --quiet {all...} --no-run {messages...}")
        .quiet()
        .read()
        .context("the tests don't build: read the compiler's words above")
}
