//! Who learns what: random circles drive the API, and what each person can learn by each way is held against the pure
//! model in `life_circle_wire::visibility`.
//!
//! A few hundred steps with every test; `cargo xtask prove --steps N` for more. What fails is made as short as it can
//! be, and printed as the steps that lead there.

#![expect(clippy::print_stdout, reason = "the table is what one reads")]

mod channels;
mod privacy;
mod steps;
#[expect(dead_code, reason = "the stories of the API use the rest")]
#[path = "../api/support.rs"]
mod support;
mod world;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use channels::WAYS;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use steps::{Step, step};
use support::{Server, story};
use world::World;

/// Steps of a chapter, and that one circle lives through, on average.
const STEPS_OF_A_CHAPTER: usize = 10;
const STEPS_OF_A_CIRCLE: usize = 100;
/// A server that has seen more of them takes longer for each.
const CIRCLES_OF_A_SERVER: usize = 200;
/// Steps that are taken unless told.
const STEPS_USUAL: usize = 300;
/// From so many steps on, several circles live at once.
const STEPS_OF_SEVERAL_RUNS: usize = 10_000;
/// In a run of as many steps, each channel must have shown and hidden as many things.
const WHOLE_RUN: usize = 200_000;
const LEAST_IN_A_WHOLE_RUN: usize = 1000;

/// How many things each channel showed, and hid.
pub type Tally = BTreeMap<&'static str, (usize, usize)>;

#[test]
fn nobody_learns_what_the_model_does_not_show_them() {
    let steps = std::env::var("LIFE_CIRCLE_PROVE_STEPS")
        .ok()
        .and_then(|steps| steps.parse().ok());
    let steps: usize = steps.unwrap_or(STEPS_USUAL);
    // Each on a server of its own, with circles of its own; a short run isn't worth more than one.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let runs = if steps < STEPS_OF_SEVERAL_RUNS {
        1
    } else {
        cores
    };
    let told = std::thread::scope(|scope| {
        let run = |number: usize| {
            scope.spawn(move || {
                if runs > 1 {
                    stay_on_core(number);
                }
                run(number, steps.div_ceil(runs))
            })
        };
        let running: Vec<_> = (0..runs).map(run).collect();
        running
            .into_iter()
            .map(|run| run.join().expect("no one learned more"))
            .collect::<Vec<_>>()
    });
    let (all, taken) = sum(told);
    print(&all, taken);
}

/// Keeps this thread and those that it begins on one core: they hand each other every question, which takes half as long
/// there. Where a system can't do that, it just takes longer.
fn stay_on_core(number: usize) {
    let core = core_affinity::get_core_ids()
        .unwrap_or_default()
        .get(number)
        .copied();
    core.map(core_affinity::set_for_current);
}

/// All tallies as one.
fn sum(tallies: Vec<(Tally, usize)>) -> (Tally, usize) {
    let mut all = (Tally::new(), 0);
    for (tally, steps) in tallies {
        all.1 += steps;
        for (channel, (visible, hidden)) in tally {
            let sum = all.0.entry(channel).or_default();
            *sum = (sum.0 + visible, sum.1 + hidden);
        }
    }
    all
}

/// Lives through random circles, another run through others; gives what was compared, and the steps.
fn run(number: usize, steps: usize) -> (Tally, usize) {
    let circles = steps.div_ceil(STEPS_OF_A_CIRCLE);
    let servers = (0..circles).step_by(CIRCLES_OF_A_SERVER);
    sum(servers
        .map(|first| run_on_a_server(number, first, CIRCLES_OF_A_SERVER.min(circles - first)))
        .collect())
}

/// Lives through some circles on a server of their own, beginning with a run's `first`.
fn run_on_a_server(number: usize, first: usize, circles: usize) -> (Tally, usize) {
    let whole = RefCell::new((Tally::new(), 0));
    story(async |server| {
        let mut seed = [u8::try_from(number).unwrap_or(u8::MAX); 32];
        seed[..8].copy_from_slice(&(first as u64).to_le_bytes());
        let mut runner = TestRunner::new_with_rng(
            Config {
                cases: u32::try_from(circles).expect("few on one server"),
                max_shrink_iters: 1000,
                failure_persistence: None,
                ..Config::default()
            },
            TestRng::from_seed(RngAlgorithm::ChaCha, &seed),
        );
        // In chapters, which fall away one after the other when a failure is told as shortly as it can be.
        let chapter = prop::collection::vec(step(), 0..=2 * STEPS_OF_A_CHAPTER);
        let circle = prop::collection::vec(chapter, 0..=2 * STEPS_OF_A_CIRCLE / STEPS_OF_A_CHAPTER);
        let circle = circle.prop_map(|chapters| chapters.concat());
        // A runner of its own kind: it waits for each circle on a thread where nothing else does.
        let handle = tokio::runtime::Handle::current();
        let run = move || {
            let (tally, number, taken) = (RefCell::new(Tally::new()), Cell::new(0), Cell::new(0));
            let is_found = Cell::new(false);
            let outcome = runner.run(&circle, |steps| {
                number.set(number.get() + 1);
                taken.set(taken.get() + steps.len());
                let name = format!("c{}", number.get());
                let lived = handle.block_on(live(&server, &name, &steps, &mut tally.borrow_mut()));
                // To find the fewest steps that lead there may take minutes.
                if let Err(reason) = &lived
                    && !is_found.replace(true)
                {
                    println!("found, and being shortened: {reason}");
                }
                lived.map_err(TestCaseError::fail)
            });
            (outcome, tally.into_inner(), taken.get())
        };
        let (outcome, tally, taken) =
            std::thread::scope(|scope| scope.spawn(run).join().expect("the runner reports"));
        if let Err(TestError::Fail(reason, steps)) = outcome {
            let story: Vec<String> = steps.iter().map(|step| format!("  {step:?}")).collect();
            panic!("{reason}\n{}", story.join("\n"));
        }
        whole.replace((tally, taken));
    });
    whole.into_inner()
}

/// Lives through a circle's steps, looking by one way at each, and by all of them at the end.
async fn live(
    server: &Server,
    name: &str,
    steps: &[Step],
    tally: &mut Tally,
) -> Result<(), String> {
    let mut world = World::new(server, name).await;
    for step in steps {
        let watches = world.watch(step).await;
        world.take(&step.act).await?;
        for watch in watches {
            world.compare_watched(watch, tally).await?;
        }
        world
            .look(WAYS[step.looks_by % WAYS.len()], step.viewer, tally)
            .await?;
    }
    for viewer in 0..world.people.len() {
        for way in WAYS {
            world.look(way, viewer, tally).await?;
        }
    }
    Ok(())
}

fn print(tally: &Tally, steps: usize) {
    println!(
        "{steps} steps\n{:<16} {:>10} {:>10}",
        "channel", "visible", "hidden"
    );
    for (channel, (visible, hidden)) in tally {
        println!("{channel:<16} {visible:>10} {hidden:>10}");
        let least = if steps >= WHOLE_RUN {
            LEAST_IN_A_WHOLE_RUN
        } else {
            1
        };
        assert!(
            *visible >= least && *hidden >= least,
            "{channel} is too dull to prove anything"
        );
    }
}
