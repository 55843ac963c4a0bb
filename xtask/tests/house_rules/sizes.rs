//! Sizes of folders, files and lines. Clippy checks the size of functions.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::sources::{RUST, files, name, root, text};

/// A file with more lines says in its first line why it is long.
const LONG_FROM_LINES: usize = 300;
/// Characters in a line.
const LINE_MOST: usize = 100;
/// Files with short lines, besides those that are found by their endings.
const MORE_FILES: [&str; 9] = [
    ".cargo/config.toml",
    ".ci/run",
    "Cargo.toml",
    "Trunk.toml",
    "clippy.toml",
    "deny.toml",
    "index.html",
    "leptosfmt.toml",
    "rustfmt.toml",
];
/// Files in a folder.
const FOLDER_MOST: usize = 12;
/// Folders with more files, each with its reason.
const LARGE_FOLDERS: &[(&str, &str)] = &[
    ("crates/wire/src", "one file an area of the API"),
    (
        "crates/wire/tests/golden",
        "one file of examples an area of the API",
    ),
    ("docs/decisions", "one page a decision"),
    ("server/src", "the domains, and what is around them"),
    (
        "server/tests/api",
        "the domains, and what all stories share",
    ),
    ("src", "the domains, and what is below and above them"),
];

#[test]
fn long_files_say_why() {
    let styles = files("style", ".css");
    let programs = RUST.iter().flat_map(|folder| files(folder, ".rs"));
    for file in programs.chain(styles) {
        let text = text(&file);
        let first = text.lines().next().unwrap_or_default().to_lowercase();
        let says = first
            .split(|c: char| !c.is_alphabetic())
            .any(|word| word == "long");
        let lines = text.lines().count();
        assert!(
            lines <= LONG_FROM_LINES || says,
            "{}: {lines} lines, and its first line doesn't say why it is long",
            name(&file)
        );
    }
}

/// The files with lines of a length that people choose. The demo's `story.toml` has whole texts,
/// and `cargo xtask words` writes the words of the journeys: both are left out.
fn files_with_short_lines() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = MORE_FILES.map(|file| root().join(file)).into();
    found.extend(RUST.iter().flat_map(|folder| files(folder, ".rs")));
    found.extend(RUST.iter().flat_map(|folder| files(folder, "/Cargo.toml")));
    found.extend(files("style", ".css"));
    found.extend(files("e2e", ".ts"));
    found.extend(files("e2e", ".mjs"));
    found.retain(|file| !file.ends_with("e2e/support/words.ts"));
    found
}

#[test]
fn lines_are_short() {
    // As Prettier has it, a test of the journeys begins with its whole name, on one line.
    let is_name = |line: &str| line.trim_start().starts_with("test(") && line.ends_with("=> {");
    let mut broken = Vec::new();
    for file in files_with_short_lines() {
        for (number, line) in text(&file).lines().enumerate() {
            if line.chars().count() > LINE_MOST && !is_name(line) {
                broken.push(format!("{}:{}", name(&file), number + 1));
            }
        }
    }
    assert!(
        broken.is_empty(),
        "over {LINE_MOST} characters:\n{}",
        broken.join("\n")
    );
}

#[test]
fn folders_are_small() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let folders = [
        "src",
        "style",
        "crates/wire",
        "server/src",
        "server/tests",
        "xtask",
        "docs",
        "e2e/journeys",
        "e2e/support",
    ];
    for file in folders.iter().flat_map(|folder| files(folder, "")) {
        let folder = file.parent().expect("a file is in a folder");
        let folder = folder.strip_prefix(root()).expect("within the project");
        *counts
            .entry(folder.to_string_lossy().into_owned())
            .or_default() += 1;
    }
    let is_excused = |folder: &str| LARGE_FOLDERS.iter().any(|(name, _)| *name == folder);
    counts.retain(|folder, count| *count > FOLDER_MOST && !is_excused(folder));
    assert!(
        counts.is_empty(),
        "more than {FOLDER_MOST} files: {counts:?}"
    );
}
