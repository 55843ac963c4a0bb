//! Fills an empty database with people, friendships and moments to try things on.

use std::path::PathBuf;

use anyhow::Result;

/// What to fill the database with.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Friendships, one `a b` a line.
    #[arg(long, value_name = "FILE")]
    pub graph: PathBuf,
}

/// Fills the database.
pub async fn run(_: &Options) -> Result<()> {
    Ok(())
}
