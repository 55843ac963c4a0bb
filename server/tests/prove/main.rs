//! Who learns what: random circles use the API. What each person can learn in each way is compared
//! with the pure model in `life_circle_wire::visibility`.
//!
//! Each run of the tests takes a few hundred steps; `cargo xtask prove --steps N` takes more. A
//! failing case is made as short as possible, and printed as the list of its steps.

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
use std::sync::atomic::Ordering;

use channels::WAYS;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use steps::{Step, step};
use support::{Server, story};
use world::World;

/// Average number of steps in a chapter, and in a circle.
const STEPS_OF_A_CHAPTER: usize = 10;
const STEPS_OF_A_CIRCLE: usize = 100;
/// A new server is started after this many circles, because a server with more of them gets slower.
const CIRCLES_OF_A_SERVER: usize = 200;
/// In one of so many changes, the client hangs up and sends it again.
const HANG_UPS: u32 = 4;
/// Steps of a run for which `LIFE_CIRCLE_PROVE_STEPS` isn't set.
const STEPS_USUAL: usize = 300;
/// From this number of steps on, several runs go at once.
const STEPS_OF_SEVERAL_RUNS: usize = 10_000;
/// In a run with at least `WHOLE_RUN` steps, each channel must show and hide `LEAST_IN_A_WHOLE_RUN`
/// things or more, and clients must hang up `HANG_UPS_IN_A_WHOLE_RUN` times or more.
const WHOLE_RUN: usize = 200_000;
const LEAST_IN_A_WHOLE_RUN: usize = 1000;
const HANG_UPS_IN_A_WHOLE_RUN: u32 = 10_000;

/// For each channel, how many things it showed and how many it hid.
pub type Tally = BTreeMap<&'static str, (usize, usize)>;

/// What happened in some circles.
#[derive(Default)]
struct Told {
    tally: Tally,
    steps: usize,
    /// How often a client hung up before the answer came.
    hang_ups: u32,
    /// How often an answer that somebody kept was still right.
    still_right: u32,
}

#[test]
fn nobody_learns_what_the_model_does_not_show_them() {
    let steps = std::env::var("LIFE_CIRCLE_PROVE_STEPS")
        .ok()
        .and_then(|steps| steps.parse().ok());
    let steps: usize = steps.unwrap_or(STEPS_USUAL);
    // Each run has its own server and circles. A short run isn't worth starting more than one.
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
    print(&sum(told));
}

/// Keeps this thread and those that it starts on one core. They pass every request to each other,
/// which takes half as long on one core. A system that can't do this is only slower.
fn stay_on_core(number: usize) {
    let core = core_affinity::get_core_ids()
        .unwrap_or_default()
        .get(number)
        .copied();
    core.map(core_affinity::set_for_current);
}

/// Adds up what happened.
fn sum(told: Vec<Told>) -> Told {
    let mut all = Told::default();
    for told in told {
        all.steps += told.steps;
        all.hang_ups += told.hang_ups;
        all.still_right += told.still_right;
        for (channel, (visible, hidden)) in told.tally {
            let sum = all.tally.entry(channel).or_default();
            *sum = (sum.0 + visible, sum.1 + hidden);
        }
    }
    all
}

/// Lives through random circles, different ones for each run.
fn run(number: usize, steps: usize) -> Told {
    let circles = steps.div_ceil(STEPS_OF_A_CIRCLE);
    let servers = (0..circles).step_by(CIRCLES_OF_A_SERVER);
    sum(servers
        .map(|first| run_on_a_server(number, first, CIRCLES_OF_A_SERVER.min(circles - first)))
        .collect())
}

/// Lives through some circles on a new server. `first` is the number of the first of them within
/// the run.
fn run_on_a_server(number: usize, first: usize, circles: usize) -> Told {
    let whole = RefCell::new(Told::default());
    story(async |server| {
        server.set_hang_ups(HANG_UPS);
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
        // Steps are grouped in chapters. To shorten a failing case, whole chapters are removed one
        // after the other.
        let chapter = prop::collection::vec(step(), 0..=2 * STEPS_OF_A_CHAPTER);
        let circle = prop::collection::vec(chapter, 0..=2 * STEPS_OF_A_CIRCLE / STEPS_OF_A_CHAPTER);
        let circle = circle.prop_map(|chapters| chapters.concat());
        // The runner blocks while it waits for a circle, so it has a thread of its own.
        let hung_up = server.hung_up.clone();
        let keeping = server.with_kept_answers();
        let twin = keeping.twin().await;
        let twin = &twin;
        let still_right = server.still_right.clone();
        let handle = tokio::runtime::Handle::current();
        let run = move || {
            let tally = RefCell::new(Tally::new());
            let number = Cell::new(0);
            let taken = Cell::new(0);
            let is_found = Cell::new(false);
            let outcome = runner.run(&circle, |steps| {
                number.set(number.get() + 1);
                taken.set(taken.get() + steps.len());
                let name = format!("c{}", number.get());
                let lived =
                    handle.block_on(live(&keeping, twin, &name, &steps, &mut tally.borrow_mut()));
                // Shortening the failing case may take minutes.
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
        whole.replace(Told {
            tally,
            steps: taken,
            hang_ups: hung_up.load(Ordering::Relaxed),
            still_right: still_right.load(Ordering::Relaxed),
        });
    });
    whole.into_inner()
}

/// Takes the steps of a circle. After each step one person looks in one way; at the end, everybody
/// looks in all ways.
async fn live(
    server: &Server,
    twin: &Server,
    name: &str,
    steps: &[Step],
    tally: &mut Tally,
) -> Result<(), String> {
    let mut world = World::new(server, twin, name).await;
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

fn print(told: &Told) {
    let Told {
        tally,
        steps,
        hang_ups,
        still_right,
    } = told;
    assert!(*still_right > 0, "no answer is kept");
    println!(
        "{steps} steps, {hang_ups} hang-ups, {still_right} answers kept\n{:<16} {:>10} {:>10}",
        "channel", "visible", "hidden"
    );
    let is_whole = *steps >= WHOLE_RUN;
    let hang_ups_least = if is_whole { HANG_UPS_IN_A_WHOLE_RUN } else { 1 };
    assert!(*hang_ups >= hang_ups_least, "the clients are too patient");
    let least = if is_whole { LEAST_IN_A_WHOLE_RUN } else { 1 };
    for (channel, (visible, hidden)) in tally {
        println!("{channel:<16} {visible:>10} {hidden:>10}");
        assert!(
            *visible >= least && *hidden >= least,
            "{channel} is too dull to prove anything"
        );
    }
}
