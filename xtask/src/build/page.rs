//! Builds the page in release: Trunk builds the program, then it is split, shrunk and compressed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use xshell::{Shell, cmd};

use super::compressing::compress;
use super::output::{DIST, files};
use super::parts::split;
use super::shrinking::shrink;
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
            -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none \
            -Cllvm-args=--inline-threshold=0",
    ),
];

/// Builds the page in `dist/`, with a compressed twin (`.br`) of each larger file.
pub fn page(shell: &Shell) -> Result<()> {
    let environment = setup::for_page(shell)?;
    say("building the page in release (about 3 minutes from nothing)");
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
    shrink(shell, &environment)?;
    files(Path::new(DIST))?
        .into_par_iter()
        .try_for_each(write_twin)
}

/// Writes the compressed twin of a file, unless the file is small.
fn write_twin(file: PathBuf) -> Result<()> {
    let bytes = fs::read(&file)?;
    if bytes.len() >= COMPRESSED_FROM_BYTES {
        let mut name = file.into_os_string();
        name.push(".br");
        fs::write(name, compress(&bytes)?)?;
    }
    Ok(())
}
