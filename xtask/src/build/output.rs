//! The folders that builds write to, and the files in them.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result};

/// Where Trunk puts the page.
pub const DIST: &str = "dist";
/// The service worker in it.
pub const WORKER: &str = "service-worker.js";

/// The folder that cargo builds into.
pub fn target_folder() -> PathBuf {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    crate::project_root().join(target)
}

/// All files below a folder.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)
        .with_context(|| format!("no folder {}: build the page first", folder.display()))?
    {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// When one of these files, or a file in one of these folders, was last changed.
pub fn newest_change(paths: &[&str]) -> Result<SystemTime> {
    let mut newest = SystemTime::UNIX_EPOCH;
    for path in paths.iter().map(Path::new) {
        let files = if path.is_dir() {
            files(path)?
        } else {
            vec![path.to_owned()]
        };
        for file in files {
            newest = newest.max(file.metadata()?.modified()?);
        }
    }
    Ok(newest)
}
