//! Makes the files of the built page smaller.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use xshell::{Shell, cmd};

use super::output::{DIST, WORKER, files};
use crate::setup::PageEnvironment;

/// WebAssembly features that every browser of the last years understands.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The options of `wasm-opt` for one way through a program.
pub type Pass = &'static [&'static str];

/// Passes after which nothing more is gained. The smallest program isn't yet the one that
/// compresses best. Rebuilding its branches saves 2 %, and a last pass a little more.
pub const ALL_PASSES: [Pass; 3] = [
    &["-Oz", "--converge"],
    &["--flatten", "--rereloop", "-Oz", "--converge"],
    &["-Oz"],
];
/// The one pass that gains most, in about a fifth of the time.
pub const ONE_PASS: [Pass; 1] = [&["-Oz"]];

/// Makes the files in `dist/` smaller: programs by these passes, the scripts, and the styles inside
/// the page.
pub fn shrink(shell: &Shell, environment: &PageEnvironment, passes: &[Pass]) -> Result<()> {
    // npm's `wasm-opt` works on one core: each program gets its own.
    files_of_kind("wasm")?
        .par_iter()
        .try_for_each(|program| shrink_program(program, environment, passes))?;
    shrink_styles(shell, environment)?;
    bundle_script(shell, environment)
}

fn shrink_program(program: &Path, environment: &PageEnvironment, passes: &[Pass]) -> Result<()> {
    let shell = crate::shell()?;
    for &pass in passes {
        cmd!(
            shell,
            "wasm-opt {program} {pass...} {WASM_FEATURES...} -o {program}"
        )
        .envs(environment.variables())
        .quiet()
        .run()?;
    }
    Ok(())
}

/// Shrinks the styles that stand inside the page.
fn shrink_styles(shell: &Shell, environment: &PageEnvironment) -> Result<()> {
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
    Ok(())
}

/// Joins the script with its links to the parts into one file: this saves a request.
fn bundle_script(shell: &Shell, environment: &PageEnvironment) -> Result<()> {
    let mut scripts = files_of_kind("js")?;
    scripts.retain(|script| !script.ends_with(WORKER));
    let (links, main): (Vec<_>, Vec<_>) = scripts.iter().partition(|script| {
        script
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("links-"))
    });
    for script in main {
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

/// The files in `dist/` with this extension.
fn files_of_kind(kind: &str) -> Result<Vec<PathBuf>> {
    let mut found = files(Path::new(DIST))?;
    found.retain(|file| file.extension().is_some_and(|extension| extension == kind));
    Ok(found)
}
