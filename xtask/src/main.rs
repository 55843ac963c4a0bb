//! The commands to build, run and test Life Circle: `cargo xtask --help`.

mod bench;
mod build;
mod icons;
mod postgres;
mod prove;
mod run;
mod setup;
mod size;
mod test;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};
use xshell::{Shell, cmd};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Build, run and test Life Circle")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Set up what is missing, build page and server, optimised, and serve both.
    Serve(run::ServeOptions),
    /// Serve page and API with rebuild and reload on every change.
    Dev(run::DevOptions),
    /// Everything that CI runs: format, lints, rules, tests on both databases, the browser, sizes.
    Test(test::Options),
    /// Build one binary with the page inside.
    Build,
    /// Build the page in `dist/`, without a server.
    Page,
    /// Table of what the first screen loads, compressed.
    Size,
    /// Measure something, and print it next to what it is compared with.
    Bench(bench::Options),
    /// Check on random circles, in every way, that people learn only what the model allows.
    Prove(prove::ProveOptions),
    /// Kill the server while fifty people write, and check that what it acknowledged is still
    /// there.
    Crash(prove::CrashOptions),
    /// Restart `PostgreSQL` while people write through two servers, and check that nothing is lost.
    Restart,
    /// Make the sprite of icons again from the names that the page uses.
    Icons,
    /// Write the words that the journeys look for, from the strings in src/text.
    Words,
    /// Install what building the page needs, and nothing else.
    Setup,
    /// Print what a shell needs to run `trunk` by hand: eval "$(cargo xtask env)".
    Env,
    /// Start a throw-away `PostgreSQL`, print its URL, stop it at Ctrl-C.
    Postgres,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    std::env::set_current_dir(project_root())?;
    let shell = shell()?;
    match arguments.command {
        Command::Serve(options) => run::serve(&shell, &options),
        Command::Dev(options) => run::dev(&shell, &options),
        Command::Test(options) => test::run(&shell, &options),
        Command::Build => build::everything(&shell).map(drop),
        Command::Page => build::page(&shell),
        Command::Size => size::run(&shell),
        Command::Bench(options) => bench::run(&shell, &options),
        Command::Prove(options) => prove::prove(&shell, &options),
        Command::Crash(options) => prove::crash(&shell, &options),
        Command::Restart => prove::restart(&shell),
        Command::Icons => icons::run(&shell),
        Command::Words => write_words(&shell),
        Command::Setup => setup::for_page(&shell).map(drop),
        Command::Env => run::print_env(&shell),
        Command::Postgres => postgres::run_until_interrupted(&shell),
    }
}

/// Writes `e2e/support/words.ts`: a test of the page does it, which has the strings at hand.
fn write_words(shell: &Shell) -> Result<()> {
    cmd!(
        shell,
        "cargo test --quiet --locked --package life-circle --lib text::words"
    )
    .env("LIFE_CIRCLE_WRITE_WORDS", "1")
    .quiet()
    .run()?;
    Ok(())
}

/// A shell in the workspace's root.
fn shell() -> Result<Shell> {
    let shell = Shell::new()?;
    shell.change_dir(project_root());
    Ok(shell)
}

/// The folder of the workspace's `Cargo.toml`. Cargo says it at each run: two checkouts can share
/// one compiled program.
fn project_root() -> PathBuf {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo runs this");
    let manifest = PathBuf::from(manifest);
    manifest
        .parent()
        .expect("xtask stands in the workspace's root")
        .to_owned()
}
