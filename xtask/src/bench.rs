//! Measurements that run as commands.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Subcommand};
use xshell::{Shell, cmd};

use crate::build;

/// What to measure.
#[derive(Args)]
pub struct Options {
    #[command(subcommand)]
    measurement: Measurement,
}

#[derive(Subcommand)]
enum Measurement {
    /// How quick a server on one core is, and how much memory a stream takes.
    Server {
        /// How long each endpoint is measured, in seconds.
        #[arg(long, default_value_t = 4.0, value_name = "S")]
        seconds: f64,
        /// How many rows the feeds of a large database have.
        #[arg(long, default_value_t = 1_000_000, value_name = "N")]
        rows: u64,
    },
    /// How well the suggestions find friendships that were held out of a real graph.
    Suggestions {
        /// Friendships: a file with two numbers a line.
        #[arg(long, value_name = "FILE")]
        graph: PathBuf,
        /// Seed of the random numbers that choose the held-out friendships.
        #[arg(long, default_value_t = 1, value_name = "N")]
        seed: u64,
    },
}

/// Runs the measurement.
pub fn run(shell: &Shell, options: &Options) -> Result<()> {
    match &options.measurement {
        Measurement::Server { seconds, rows } => {
            let server = build::everything(shell)?.display().to_string();
            let seconds = ["--seconds", &seconds.to_string()];
            let rows = ["--rows", &rows.to_string()];
            let arguments = [["--server", &server], seconds, rows].concat();
            bench(shell, "server", &arguments)
        }
        Measurement::Suggestions { graph, seed } => {
            let graph = graph.canonicalize()?.display().to_string();
            let seed = seed.to_string();
            bench(shell, "suggestions", &["--graph", &graph, "--seed", &seed])
        }
    }
}

fn bench(shell: &Shell, name: &str, arguments: &[&str]) -> Result<()> {
    let with_page = build::with_page();
    let package = ["--locked", "--package", "life-circle-server"];
    let bench = ["--bench", name];
    cmd!(
        shell,
        "cargo bench {package...} {with_page...} {bench...} -- {arguments...}"
    )
    .quiet()
    .run()?;
    Ok(())
}
