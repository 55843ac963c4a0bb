//! Measures how well and how quickly suggestions find friendships that were held out of a real
//! graph. It compares the endpoint's own function with the plain scores: `cargo xtask bench
//! suggestions --graph FILE --seed N`.

#![expect(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "it prints shares of some thousands"
)]

use std::collections::{HashMap, HashSet};
use std::fs;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Parser;
use life_circle_server::people::suggestions::{Graph, Score};
use life_circle_wire::PersonId;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use rand::seq::SliceRandom as _;

/// The percentage of friendships that are held out.
const HELD_OUT_PERCENT: usize = 10;
/// People who are suggested to each person when recall is measured.
const SUGGESTED: usize = 10;

#[derive(Parser)]
struct Arguments {
    /// Friendships: a file with two numbers a line.
    #[arg(long)]
    graph: String,
    /// The seed by which the held-out friendships are chosen.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Accepted because `cargo bench` passes it.
    #[arg(long, hide = true)]
    bench: bool,
}

type Pair = (PersonId, PersonId);

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let (known, held_out) = split(read(&arguments.graph)?, arguments.seed);
    let graph = Graph::of(known);
    println!(
        "{} people, {} friendships held out, seed {}",
        graph.people().len(),
        held_out.len(),
        arguments.seed
    );
    println!("{:<22} {:>8} {:>8}", "score", "P@L", "R@10");
    let mut figures = HashMap::new();
    for score in [
        Score::CommonNeighbours,
        Score::AdamicAdar,
        Score::ResourceAllocation,
        Score::Ours,
    ] {
        let figure = (
            precision(&graph, &held_out, score),
            recall(&graph, &held_out, score),
        );
        println!(
            "{:<22} {:>8.4} {:>8.4}",
            format!("{score:?}"),
            figure.0,
            figure.1
        );
        figures.insert(format!("{score:?}"), figure);
    }
    let ours = figures["Ours"];
    let plain = figures["ResourceAllocation"];
    println!(
        "ours ÷ resource allocation: P@L {:.3}, R@10 {:.3}",
        ours.0 / plain.0,
        ours.1 / plain.1
    );
    println!(
        "P@L {:.3} (RA {:.3}), R@10 {:.3} (RA {:.3}), p99 {:.2} ms",
        ours.0,
        plain.0,
        ours.1,
        plain.1,
        p99_ms(&graph)
    );
    Ok(())
}

fn read(path: &str) -> Result<Vec<Pair>> {
    let text = fs::read_to_string(path).with_context(|| format!("can't read {path}"))?;
    let mut pairs = HashSet::new();
    for (index, line) in text.lines().enumerate() {
        let ids: Option<Vec<i64>> = line
            .split_whitespace()
            .map(|word| word.parse().ok())
            .collect();
        let Some([a, b]) = ids.as_deref() else {
            bail!("{path}:{}: a line has two numbers", index + 1)
        };
        if a != b {
            pairs.insert((PersonId(*a.min(b)), PersonId(*a.max(b))));
        }
    }
    let mut pairs: Vec<Pair> = pairs.into_iter().collect();
    pairs.sort_unstable();
    Ok(pairs)
}

/// Splits the friendships into those that are known and those that are held out.
fn split(mut pairs: Vec<Pair>, seed: u64) -> (Vec<Pair>, HashSet<Pair>) {
    pairs.shuffle(&mut StdRng::seed_from_u64(seed));
    let known = pairs.split_off(pairs.len() * HELD_OUT_PERCENT / 100);
    (known, pairs.into_iter().collect())
}

/// Precision at L: the share of held-out friendships among the L best-scored pairs who aren't
/// friends. L is the number of held-out friendships.
fn precision(graph: &Graph, held_out: &HashSet<Pair>, score: Score) -> f64 {
    let mut scored: Vec<(f64, Pair)> = Vec::new();
    for &person in graph.people() {
        let candidates = graph
            .candidates(person, score)
            .into_iter()
            .filter(|candidate| candidate.person > person);
        scored.extend(candidates.map(|candidate| (candidate.score, (person, candidate.person))));
    }
    scored.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let best = scored.iter().take(held_out.len());
    best.filter(|(_, pair)| held_out.contains(pair)).count() as f64 / held_out.len() as f64
}

/// Recall at ten: for each person with held-out friendships, the share of them among the first ten
/// suggestions. The result is the mean of these shares.
fn recall(graph: &Graph, held_out: &HashSet<Pair>, score: Score) -> f64 {
    let mut missing: HashMap<PersonId, HashSet<PersonId>> = HashMap::new();
    for &(a, b) in held_out {
        missing.entry(a).or_default().insert(b);
        missing.entry(b).or_default().insert(a);
    }
    let share = |(person, missing): (&PersonId, &HashSet<PersonId>)| {
        let suggested = graph.rank(*person, score, SUGGESTED);
        suggested
            .iter()
            .filter(|candidate| missing.contains(&candidate.person))
            .count() as f64
            / missing.len() as f64
    };
    missing.iter().map(share).sum::<f64>() / missing.len() as f64
}

/// The 99th percentile of the time in which one person's suggestions are ranked, in milliseconds.
fn p99_ms(graph: &Graph) -> f64 {
    let time = |person: &PersonId| {
        let started_at = Instant::now();
        std::hint::black_box(graph.rank(*person, Score::Ours, 20));
        started_at.elapsed().as_secs_f64() * 1000.0
    };
    let mut times: Vec<f64> = graph.people().iter().map(time).collect();
    times.sort_unstable_by(f64::total_cmp);
    times[times.len() * 99 / 100]
}
