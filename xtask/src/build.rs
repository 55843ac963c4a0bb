//! Builds the page and the server in release.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::setup::{self, PageEnvironment, say};

/// Where Trunk puts the page.
pub const DIST: &str = "dist";
/// What every browser of the last years understands, as in `index.html`.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];
/// Files below this many bytes gain nothing from compression.
const COMPRESSED_FROM_BYTES: usize = 1000;

/// What makes the page small (`docs/decisions/size-of-the-page.md`): a standard library compiled for size, panics that
/// trap without a message, and no texts for debugging. The compiler calls these unstable; without them the page is the
/// same, and larger.
const SMALL: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    (
        "RUSTFLAGS",
        "--cfg erase_components -Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none -Cllvm-args=--inline-threshold=0",
    ),
];

/// One binary with the page inside; gives its path.
pub fn everything(shell: &Shell) -> Result<PathBuf> {
    page(shell)?;
    server(shell)
}

/// The page in `dist/`, each file with its compressed twin.
pub fn page(shell: &Shell) -> Result<()> {
    let environment = setup::for_page(shell)?;
    say("building the page in release (about 3 minutes from nothing)");
    fs::remove_dir_all(DIST).ok();
    cmd!(shell, "trunk build --release --locked --no-sri --quiet")
        .envs(environment.variables())
        .envs(SMALL)
        .env_remove("NO_COLOR")
        .quiet()
        .run()
        .context("the page does not build: read the compiler's words above")?;
    shrink(shell, &environment)?;
    for file in files(Path::new(DIST))? {
        let bytes = fs::read(&file)?;
        if bytes.len() >= COMPRESSED_FROM_BYTES {
            let mut name = file.into_os_string();
            name.push(".br");
            fs::write(name, compress(&bytes)?)?;
        }
    }
    Ok(())
}

/// Makes what Trunk left smaller: the program once more until nothing is gained, scripts, and the styles in the page.
fn shrink(shell: &Shell, environment: &PageEnvironment) -> Result<()> {
    for program in files(Path::new(DIST))?.iter().filter(|file| file.extension().is_some_and(|kind| kind == "wasm")) {
        cmd!(shell, "wasm-opt {program} -Oz --converge --traps-never-happen {WASM_FEATURES...} -o {program}")
            .envs(environment.variables())
            .quiet()
            .run()?;
    }
    let index = format!("{DIST}/index.html");
    let mut page = String::new();
    for piece in shell.read_file(&index)?.split_inclusive("</style>") {
        let Some((before, style)) = piece.split_once("<style>") else {
            page.push_str(piece);
            continue;
        };
        let style = style.trim_end_matches("</style>");
        let small = cmd!(shell, "esbuild --loader=css --minify --log-level=error").envs(environment.variables());
        page.push_str(&format!("{before}<style>{}</style>", small.stdin(style).quiet().read()?));
    }
    shell.write_file(&index, page)?;
    for script in files(Path::new(DIST))?.iter().filter(|file| file.extension().is_some_and(|kind| kind == "js")) {
        // Trunk's own minifier gives up on what wasm-bindgen writes today.
        cmd!(shell, "esbuild {script} --minify --format=esm --allow-overwrite --log-level=error --outfile={script}")
            .envs(environment.variables())
            .quiet()
            .run()?;
    }
    Ok(())
}

/// The server with the page of `dist/` inside; gives the binary's path.
pub fn server(shell: &Shell) -> Result<PathBuf> {
    say("building the server in release (about 4 minutes from nothing)");
    cmd!(shell, "cargo build --release --locked --package life-circle-server --features embed-page")
        .quiet()
        .run()
        .context("the server does not build: read the compiler's words above")?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    Ok(crate::project_root().join(target).join("release/life-circle-server"))
}

/// Brotli as hard as it goes.
pub fn compress(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut compressed, 1 << 16, 11, 24);
    writer.write_all(bytes)?;
    drop(writer);
    Ok(compressed)
}

/// All files below a folder.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in
        fs::read_dir(folder).with_context(|| format!("no folder {}: build the page first", folder.display()))?
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
