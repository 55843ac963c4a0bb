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
    let Measurement::Suggestions { graph, seed } = &options.measurement;
    let graph = graph.canonicalize()?;
    let seed = seed.to_string();
    let with_page = build::with_page();
    let package = ["--locked", "--package", "life-circle-server"];
    let bench = ["--bench", "suggestions"];
    cmd!(
        shell,
        "cargo bench {package...} {with_page...} {bench...} -- --graph {graph} --seed {seed}"
    )
    .quiet()
    .run()?;
    Ok(())
}
