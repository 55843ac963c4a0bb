//! What the first screen loads, compressed as it is served.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use xshell::Shell;

use crate::build::{DIST, compress, files, page};

/// The most that may be loaded until the first moment is drawn, in bytes.
const BUDGET_BYTES: usize = 200_000;

/// Prints the table; fails when it is over the budget.
#[expect(clippy::print_stdout, reason = "the table is what it is for")]
pub fn run(shell: &Shell) -> Result<()> {
    if !Path::new(DIST).join("index.html").exists() {
        page(shell)?;
    }
    println!("{:<40} {:>10} {:>10}", "file", "bytes", "brotli");
    let mut total = 0;
    for file in files(Path::new(DIST))? {
        // Styles and icons stand in the page itself; the manifest and the tab's icon come after it.
        let is_code = ["html", "js", "wasm", "css"]
            .iter()
            .any(|kind| file.extension().is_some_and(|extension| extension == *kind));
        if is_code {
            let bytes = fs::read(&file)?;
            let compressed = compress(&bytes)?.len();
            total += compressed;
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            println!("{name:<40} {:>10} {compressed:>10}", bytes.len());
        }
    }
    println!("first screen: {total} bytes brotli");
    ensure!(total <= BUDGET_BYTES, "the first screen loads {total} bytes, over its budget of {BUDGET_BYTES}");
    Ok(())
}
