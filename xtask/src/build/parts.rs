//! The parts of the page, in files of their own that the browser loads later.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use super::names;
use super::output::{DIST, WORKER, files, target_folder};
use crate::setup::PageEnvironment;

/// Splits the program into what is needed at once and the parts of `src/app/loaders.rs`. The result
/// replaces what Trunk put into `dist/`. Trunk can't do this: the parts are cut before wasm-bindgen
/// runs.
pub fn split(shell: &Shell, environment: &PageEnvironment) -> Result<()> {
    let whole = target_folder().join("wasm32-unknown-unknown/page/life-circle.wasm");
    let script = files(Path::new(DIST))?
        .into_iter()
        .find(|file| file.extension().is_some_and(|kind| kind == "js") && !file.ends_with(WORKER));
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
    let program = script.with_file_name(format!("{name}_bg.wasm"));
    names::shorten(&program, &script)?;
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
