//! Builds the page in release: Trunk builds the program, then it is split, shrunk and compressed.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use xshell::{Shell, cmd};

use super::compressing::{compress, compress_once};
use super::output::{DIST, files, newest_change};
use super::parts::{parts_list, split};
use super::shrinking::{ALL_PASSES, ONE_PASS, Pass, shrink};
use super::worker::list_files;
use crate::setup::{self, say};

/// Files below this many bytes gain nothing from compression.
const COMPRESSED_FROM_BYTES: usize = 1000;

/// Variables that make the page small (`docs/decisions/size-of-the-page.md`): a standard library
/// compiled for size, panics that trap without a message, no texts for debugging, and parts that
/// are loaded later. The compiler calls most of these options unstable. Without them the page works
/// the same, but is larger.
const SMALL: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    (
        "RUSTFLAGS",
        "--cfg erase_components --cfg split -Clink-args=--emit-relocs -Zunstable-options \
            -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none",
    ),
];

/// What the page is built from, and how.
const SOURCES: [&str; 10] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "crates",
    "index.html",
    "public",
    "src",
    "style",
    "xtask/src",
];

/// A way to compress the content of a file.
type Compress = fn(&[u8]) -> Result<Vec<u8>>;

/// Builds the page in `dist/` as small as it can be.
pub fn page(shell: &Shell) -> Result<()> {
    build(shell, &ALL_PASSES, compress)
}

/// Makes sure that `dist/` has a page for people on this machine: the one that is there, if nothing
/// has changed since, else one that is built more quickly and is a few per cent larger.
pub fn page_to_serve(shell: &Shell) -> Result<()> {
    if is_current()? {
        return Ok(());
    }
    build(shell, &ONE_PASS, compress_once)?;
    // `size` measures the smallest page. It builds that page if there is no list of its parts.
    shell.remove_path(parts_list())?;
    Ok(())
}

/// Whether the page was finished, and nothing has changed since its build began.
fn is_current() -> Result<bool> {
    let Ok(built) = fs::metadata(twin_of(&index())) else {
        return Ok(false);
    };
    Ok(newest_change(&SOURCES)? < built.modified()?)
}

/// Builds the page in `dist/`, with a compressed twin (`.br`) of each larger file.
fn build(shell: &Shell, passes: &[Pass], compress: Compress) -> Result<()> {
    let environment = setup::for_page(shell)?;
    say("building the page in release (a few minutes from nothing)");
    let started_at = SystemTime::now();
    fs::remove_dir_all(DIST).ok();
    cmd!(shell, "trunk build --release --locked --no-sri")
        .envs(environment.variables())
        .envs(SMALL)
        // Trunk warns that its minifier can't read the script. The script is made small below.
        .env("RUST_LOG", "error")
        .env_remove("NO_COLOR")
        .quiet()
        .run()
        .context("the page does not build: read the compiler's words above")?;
    split(shell, &environment)?;
    shrink(shell, &environment, passes)?;
    list_files()?;
    let index = index();
    let mut others = files(Path::new(DIST))?;
    others.retain(|file| *file != index);
    others
        .par_iter()
        .try_for_each(|file| write_twin(file, compress))?;
    // The last file to be written has the time of the page, which `is_current` reads.
    write_twin(&index, compress)?;
    let twin = File::options().append(true).open(twin_of(&index))?;
    twin.set_modified(started_at)?;
    Ok(())
}

fn index() -> PathBuf {
    Path::new(DIST).join("index.html")
}

/// Writes the compressed twin of a file, unless the file is small.
fn write_twin(file: &Path, compress: Compress) -> Result<()> {
    let bytes = fs::read(file)?;
    if bytes.len() >= COMPRESSED_FROM_BYTES {
        fs::write(twin_of(file), compress(&bytes)?)?;
    }
    Ok(())
}

/// The name of the compressed twin of a file.
pub fn twin_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".br");
    name.into()
}
