//! The service worker's list of the page's files.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::output::{DIST, WORKER, files};

/// Writes into the service worker what the page consists of, and a name for this version of it: a
/// browser installs a worker again if one byte of it has changed.
pub fn list_files() -> Result<()> {
    let dist = Path::new(DIST);
    let worker = dist.join(WORKER);
    let mut version = DefaultHasher::new();
    let mut names = Vec::new();
    for file in files(dist)? {
        let name = file.strip_prefix(dist)?.to_string_lossy().into_owned();
        fs::read(&file)?.hash(&mut version);
        name.hash(&mut version);
        let is_needed = !name.ends_with(".png");
        if file != worker && name != "index.html" && is_needed {
            names.push(format!("/{name}"));
        }
    }
    let script = fs::read_to_string(&worker).context("Trunk left no service worker in dist/")?;
    let script = fill(&script, "FILES = []", &format!("FILES = {names:?}"))?;
    let version = format!("VERSION = \"{:016x}\"", version.finish());
    fs::write(&worker, fill(&script, "VERSION = \"\"", &version)?)?;
    Ok(())
}

fn fill(script: &str, empty: &str, full: &str) -> Result<String> {
    ensure!(script.contains(empty), "the service worker has no {empty}");
    Ok(script.replacen(empty, full, 1))
}
