//! Builds the server, and the tests of all packages.

use std::path::PathBuf;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use super::output::target_folder;
use crate::setup::say;

/// The server with the page of `dist/` inside; returns the binary's path.
pub fn server(shell: &Shell) -> Result<PathBuf> {
    build(shell, "release", "0", &["--features", "embed-page"])
}

/// The server without a page inside, for people on this machine: it is built in half the time. It
/// is built while the page is, and takes only the time that the page leaves: tools and page take
/// longer, one step after the other.
pub fn server_to_serve(shell: &Shell) -> Result<PathBuf> {
    build(shell, "serve", "10", &["--quiet"])
}

fn build(shell: &Shell, profile: &str, niceness: &str, more: &[&str]) -> Result<PathBuf> {
    say("building the server (a few minutes from nothing)");
    let package = ["--package", "life-circle-server"];
    cmd!(
        shell,
        "nice -n {niceness} cargo build --profile {profile} --locked {package...} {more...}"
    )
    .quiet()
    .run()
    .context("the server does not build: read the compiler's words above")?;
    Ok(target_folder().join(profile).join("life-circle-server"))
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
