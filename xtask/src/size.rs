//! What the first screen loads, compressed as it is served.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use xshell::Shell;

use crate::build::{DIST, WORKER, files, page, parts_list, twin_of};

/// The most that may be loaded until the first moment is drawn, in bytes. Why it isn't less:
/// `docs/decisions/size-of-the-page.md`.
const BUDGET_BYTES: u64 = 225_000;
/// The part that somebody who isn't signed in loads first.
const FOR_STRANGERS: &str = "account";

/// Prints the table of files. Fails if the first screen is over its budget.
#[expect(clippy::print_stdout, reason = "the table is what it is for")]
pub fn run(shell: &Shell) -> Result<()> {
    if !Path::new(DIST).join("index.html").exists() || !parts_list().exists() {
        page(shell)?;
    }
    let list = shell.read_file(parts_list())?;
    let parts: BTreeMap<&str, BTreeSet<&str>> = list
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(part, names)| (part, names.split(' ').collect()))
        .collect();
    let in_parts: BTreeSet<&str> = parts.values().flatten().copied().collect();
    let is_in = |part: &str, name: &str| parts.get(part).is_some_and(|names| names.contains(name));
    println!("{:<44} {:>8} {:>8}  loaded", "file", "bytes", "brotli");
    let mut first = 0;
    let mut strangers = 0;
    for file in files(Path::new(DIST))? {
        // Styles and icons are inside the page itself. The manifest, the tab's icon and the service
        // worker load after it.
        let is_code = ["html", "js", "wasm", "css"]
            .iter()
            .any(|kind| file.extension().is_some_and(|extension| extension == *kind));
        if !is_code {
            continue;
        }
        let bytes = fs::metadata(&file)?.len();
        // A small file is served as it is.
        let compressed = fs::metadata(twin_of(&file)).map_or(bytes, |twin| twin.len());
        let name = file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let is_main = !in_parts.contains(name.as_str()) && name != WORKER;
        let is_for_strangers = is_main || is_in(FOR_STRANGERS, &name);
        first += if is_main { compressed } else { 0 };
        strangers += if is_for_strangers { compressed } else { 0 };
        let when = if is_main { "at once" } else { "later" };
        println!("{name:<44} {bytes:>8} {compressed:>8}  {when}");
    }
    println!("for somebody who isn't signed in: {strangers} bytes brotli");
    println!("first screen: {first} bytes brotli");
    ensure!(
        first <= BUDGET_BYTES,
        "the first screen loads {first} bytes, over its budget of {BUDGET_BYTES}"
    );
    Ok(())
}
