//! Builds the page and the server in release.
//! Long, and not divided yet.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use brotli::enc::backward_references::BrotliEncoderMode;
use xshell::{Shell, cmd};

use crate::setup::{self, PageEnvironment, say};

/// Where Trunk puts the page.
pub const DIST: &str = "dist";
/// WebAssembly features that every browser of the last years understands.
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

/// One binary with the page inside; gives its path.
pub fn everything(shell: &Shell) -> Result<PathBuf> {
    page(shell)?;
    server(shell)
}

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

/// Splits the program into what is needed at once and the parts of `src/parts.rs`. The result
/// replaces what Trunk put into `dist/`. Trunk can't do this: the parts are cut before wasm-bindgen
/// runs.
fn split(shell: &Shell, environment: &PageEnvironment) -> Result<()> {
    let whole = target_folder().join("wasm32-unknown-unknown/page/life-circle.wasm");
    let script = files(Path::new(DIST))?
        .into_iter()
        .find(|file| file.extension().is_some_and(|kind| kind == "js"));
    let script = script.context("Trunk left no script in dist/")?;
    // `life-circle-HASH`: the parts carry the same hash, since they fit only this program.
    let name = script
        .file_stem()
        .and_then(|stem| stem.to_str())
        .context("the script has a name")?;
    let hash = name
        .rsplit('-')
        .next()
        .context("Trunk names files by their content")?;
    let scratch = shell.create_temp_dir()?;
    let main = scratch.path().join(format!("{name}.wasm"));
    let links = format!("./links-{hash}.js");
    let whole = fs::read(&whole).with_context(|| format!("no program {}", whole.display()))?;
    let script_name = format!("./{name}.js");
    let mut options = wasm_split_cli_support::Options::new(&whole);
    options.output_dir = scratch.path();
    options.main_out_path = &main;
    options.link_name = &links;
    options.main_module = &script_name;
    let parts = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow::anyhow!("the page can't be taken apart: {error:?}"))?;
    let output = ["--target", "web", "--no-typescript", "--keep-lld-exports"];
    cmd!(
        shell,
        "wasm-bindgen {main} {output...} --out-dir {DIST} --out-name {name}"
    )
    .envs(environment.variables())
    .quiet()
    .run()?;
    let mut link_script = shell.read_file(scratch.path().join(&links))?;
    let name_of = |stem: &str| format!("{}-{hash}.wasm", stem.trim_start_matches("split_"));
    for part in parts.split_modules {
        let stem = part
            .file_stem()
            .and_then(|stem| stem.to_str())
            .context("a part has a name")?;
        let part_name = name_of(stem);
        link_script = link_script.replace(&format!("./{stem}.wasm"), &format!("./{part_name}"));
        fs::copy(&part, Path::new(DIST).join(part_name))?;
    }
    shell.write_file(Path::new(DIST).join(&links), link_script)?;
    let mut lists: Vec<String> = Vec::new();
    for (part, stems) in &parts.prefetch_map {
        let names: Vec<String> = stems.iter().map(|stem| name_of(stem)).collect();
        lists.push(format!("{part} {}", names.join(" ")));
    }
    lists.sort();
    shell.write_file(parts_list(), lists.join("\n"))?;
    Ok(())
}

/// A line for each part of the page: its name, and the files that it loads.
pub fn parts_list() -> PathBuf {
    target_folder().join("page-parts.txt")
}

/// Makes the files in `dist/` smaller: programs until nothing is gained, the scripts, and the
/// styles inside the page.
fn shrink(shell: &Shell, environment: &PageEnvironment) -> Result<()> {
    for program in files(Path::new(DIST))?
        .iter()
        .filter(|file| file.extension().is_some_and(|kind| kind == "wasm"))
    {
        // The smallest program isn't yet the one that compresses best. Rebuilding its branches
        // saves 2 %, and a last pass a little more.
        for steps in [
            vec!["-Oz", "--converge"],
            vec!["--flatten", "--rereloop", "-Oz", "--converge"],
            vec!["-Oz"],
        ] {
            cmd!(
                shell,
                "wasm-opt {program} {steps...} {WASM_FEATURES...} -o {program}"
            )
            .envs(environment.variables())
            .quiet()
            .run()?;
        }
    }
    let index = format!("{DIST}/index.html");
    let mut page = String::new();
    for piece in shell.read_file(&index)?.split_inclusive("</style>") {
        let Some((before, style)) = piece.split_once("<style>") else {
            page.push_str(piece);
            continue;
        };
        let style = style.trim_end_matches("</style>");
        let small = cmd!(shell, "esbuild --loader=css --minify --log-level=error")
            .envs(environment.variables());
        page.push_str(&format!(
            "{before}<style>{}</style>",
            small.stdin(style).quiet().read()?
        ));
    }
    shell.write_file(&index, page)?;
    let scripts: Vec<PathBuf> = files(Path::new(DIST))?
        .into_iter()
        .filter(|file| file.extension().is_some_and(|kind| kind == "js"))
        .collect();
    let (links, main): (Vec<_>, Vec<_>) = scripts.iter().partition(|script| {
        script
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("links-"))
    });
    for script in main {
        // Joined with its links to the parts into one file: this saves a request.
        let bundle = ["--bundle", "--minify", "--format=esm", "--allow-overwrite"];
        cmd!(
            shell,
            "esbuild {script} {bundle...} --log-level=error --outfile={script}"
        )
        .envs(environment.variables())
        .quiet()
        .run()?;
    }
    for script in links {
        fs::remove_file(script)?;
    }
    Ok(())
}

/// The folder that cargo builds into.
pub fn target_folder() -> PathBuf {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    crate::project_root().join(target)
}

/// The flag that makes cargo build a server with the page inside, next to a test or a bench; `None`
/// if the page isn't built.
pub fn with_page() -> Option<&'static str> {
    crate::project_root()
        .join("dist/index.html")
        .exists()
        .then_some("--features=embed-page")
}

/// The server with the page of `dist/` inside; gives the binary's path.
pub fn server(shell: &Shell) -> Result<PathBuf> {
    say("building the server in release (about 4 minutes from nothing)");
    cmd!(
        shell,
        "cargo build --release --locked --package life-circle-server --features embed-page"
    )
    .quiet()
    .run()
    .context("the server does not build: read the compiler's words above")?;
    Ok(target_folder().join("release/life-circle-server"))
}

/// The server in release without a page inside; gives the binary's path. It is built while the page
/// is.
pub fn server_alone(shell: &Shell) -> Result<PathBuf> {
    say("building the server in release (about 4 minutes from nothing)");
    cmd!(
        shell,
        "cargo build --quiet --release --locked --package life-circle-server"
    )
    .quiet()
    .run()
    .context("the server does not build: read the compiler's words above")?;
    Ok(target_folder().join("release/life-circle-server"))
}

/// What the tests build: the same command each time, so that dependencies are compiled once. Gives
/// cargo's messages.
pub fn tests(shell: &Shell) -> Result<String> {
    let all = [
        "--locked",
        "--workspace",
        "--features",
        "life-circle-wire/schema",
    ];
    let messages = ["--message-format", "json-render-diagnostics"];
    cmd!(shell, "cargo test --quiet {all...} --no-run {messages...}")
        .quiet()
        .read()
        .context("the tests don't build: read the compiler's words above")
}

/// Compresses with Brotli as small as possible. Which settings suit a program shows only when they
/// are tried: the results differ by about 1 %.
pub fn compress(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut smallest: Option<Vec<u8>> = None;
    for mode in [
        BrotliEncoderMode::BROTLI_MODE_GENERIC,
        BrotliEncoderMode::BROTLI_MODE_FONT,
    ] {
        for lgwin in [18, 24] {
            let params = BrotliEncoderParams {
                quality: 11,
                lgwin,
                mode,
                size_hint: bytes.len(),
                ..Default::default()
            };
            let mut compressed = Vec::new();
            brotli::BrotliCompress(&mut &*bytes, &mut compressed, &params)?;
            if smallest
                .as_ref()
                .is_none_or(|smallest| compressed.len() < smallest.len())
            {
                smallest = Some(compressed);
            }
        }
    }
    smallest.context("there is a way to compress")
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
