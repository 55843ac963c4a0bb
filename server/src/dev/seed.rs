//! Fills an empty database with people, friendships and moments for tests and measurements. The
//! same seed, graph, posts and end give the same data.

pub mod input;
pub mod people;
mod progress;
pub mod story;

use std::path::PathBuf;

use anyhow::{Result, ensure};
use life_circle_wire::Timestamp;
use rand::SeedableRng as _;
use rand::rngs::StdRng;

use crate::accounts::passwords;
use crate::clock;
use crate::clock::IdMaker;
use crate::platform::db::Database;

/// What to fill the database with.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// File of friendships, one a line as two numbers.
    #[arg(long, value_name = "FILE")]
    graph: PathBuf,
    /// File of posts, one a line, or a post, a tab and a reply. Can be given more than once.
    #[arg(long, required = true, value_name = "FILE")]
    posts: Vec<PathBuf>,
    /// Seed of the random numbers: the same seed makes the same circle.
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
    /// Time of the last moment; default: now.
    #[arg(long, value_name = "TIME")]
    until: Option<Timestamp>,
    /// Folder of the database.
    #[arg(
        long,
        env = "LIFE_CIRCLE_DATA",
        default_value = "./data",
        value_name = "DIR"
    )]
    data: PathBuf,
    /// `PostgreSQL` to use instead of `SQLite` in the folder.
    #[arg(
        long,
        env = "LIFE_CIRCLE_DATABASE_URL",
        hide_env_values = true,
        value_name = "URL"
    )]
    database_url: Option<String>,
}

/// Fills the database and prints how to sign in as the person with most friends.
pub async fn run(options: &Options) -> Result<()> {
    let graph = input::read_graph(&options.graph)?;
    let posts = input::read_posts(&options.posts)?;
    let database = match &options.database_url {
        Some(url) => Database::open(url).await?,
        None => Database::open_folder(&options.data).await?,
    };
    let existing =
        crate::people::sql::people::count_people(&mut database.read_long().await?).await?;
    ensure!(
        existing == 0,
        "the database has {existing} people already: seed an empty one (--data DIR, \
            --database-url URL)"
    );
    let mut random = StdRng::seed_from_u64(options.seed);
    let ids = IdMaker::new(0);
    let until = options.until.unwrap_or_else(clock::now);
    let password = format!("circle-{:08x}", rand::RngExt::random::<u32>(&mut random));
    let password_hash = passwords::hash_for_trying(&password)?;
    let people = people::make(&database, &graph, &ids, until, &password_hash, &mut random).await?;
    story::tell(&database, &graph, &people, &posts, &ids, until, &mut random).await?;
    let most = (0..people.len())
        .max_by_key(|&person| graph.friends[person].len())
        .unwrap_or(0);
    database.close().await;
    #[expect(clippy::print_stdout, reason = "it is what one runs this for")]
    {
        println!("sign-in: {} {password}", people[most].handle);
    }
    Ok(())
}
