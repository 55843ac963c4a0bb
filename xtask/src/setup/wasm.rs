//! A Rust standard library for wasm32, from rustup where it answers, else built from Debian's
//! source.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

const TARGET: &str = "wasm32-unknown-unknown";
/// The name under which rustup knows Debian's compiler.
const LINKED_TOOLCHAIN: &str = "life-circle-wasm";
const DEBIAN_PACKAGES: &[&str] = &[
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-llvm",
    "lld-22",
];

/// The rustup toolchain that builds for wasm; `None` if the default one does.
pub fn ready(shell: &Shell) -> Result<Option<String>> {
    if is_complete(shell, "rustc") {
        return Ok(None);
    }
    if Path::new("/usr/bin/rustc").exists() && is_complete(shell, "/usr/bin/rustc") {
        link_toolchain(shell)?;
        return Ok(Some(LINKED_TOOLCHAIN.to_owned()));
    }
    super::say("adding Rust's wasm target and the standard library's source with rustup");
    let has_target = cmd!(shell, "rustup target add {TARGET}")
        .quiet()
        .ignore_stderr()
        .run()
        .is_ok();
    let has_source = has_target
        && cmd!(shell, "rustup component add rust-src")
            .quiet()
            .ignore_stderr()
            .run()
            .is_ok();
    if has_source && is_complete(shell, "rustc") {
        return Ok(None);
    }
    super::say(
        "rustup can't fetch them from here: using Debian's compiler and building the library from \
            its source",
    );
    super::debian::install(shell, DEBIAN_PACKAGES, "compile to WebAssembly")?;
    build_standard_library(shell)?;
    link_toolchain(shell)?;
    Ok(Some(LINKED_TOOLCHAIN.to_owned()))
}

/// Whether this compiler has a standard library for wasm32 (plain builds) and its source (small
/// builds).
fn is_complete(shell: &Shell, rustc: &str) -> bool {
    has_standard_library(shell, rustc).unwrap_or(false) && has_source(shell, rustc).unwrap_or(false)
}

fn has_source(shell: &Shell, rustc: &str) -> Result<bool> {
    let sysroot = cmd!(shell, "{rustc} --print sysroot")
        .quiet()
        .ignore_stderr()
        .read()?;
    Ok(Path::new(&sysroot)
        .join("lib/rustlib/src/rust/library/std")
        .exists())
}

/// Whether this compiler finds a standard library of its own version for wasm32.
fn has_standard_library(shell: &Shell, rustc: &str) -> Result<bool> {
    let folder = library_folder(shell, rustc)?;
    let Ok(entries) = fs::read_dir(&folder) else {
        return Ok(false);
    };
    let has_core = entries
        .flatten()
        .any(|entry| entry.file_name().to_string_lossy().starts_with("libcore-"));
    // Only a library that was built here has a marker. It must be built again for another version
    // of the compiler.
    let marker = folder.join("built-with");
    Ok(has_core && (!marker.exists() || fs::read_to_string(marker)? == version(shell, rustc)?))
}

fn library_folder(shell: &Shell, rustc: &str) -> Result<PathBuf> {
    Ok(
        cmd!(shell, "{rustc} --print target-libdir --target {TARGET}")
            .quiet()
            .ignore_stderr()
            .read()?
            .into(),
    )
}

fn version(shell: &Shell, rustc: &str) -> Result<String> {
    Ok(cmd!(shell, "{rustc} --version").quiet().read()?)
}

/// Compiles `std` in an empty crate and puts it into the compiler's own folder.
fn build_standard_library(shell: &Shell) -> Result<()> {
    let rustc = "/usr/bin/rustc";
    super::say("building the standard library for wasm32 (about a minute)");
    let scratch = shell.create_temp_dir()?;
    let folder = scratch.path();
    shell.write_file(
        folder.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[lib]\npath = \
            \"lib.rs\"\n",
    )?;
    shell.write_file(folder.join("lib.rs"), "")?;
    let _in = shell.push_dir(folder);
    cmd!(
        shell,
        "/usr/bin/cargo build --release --target {TARGET} -Z build-std=std,panic_abort"
    )
    .env("RUSTC_BOOTSTRAP", "1")
    .env("RUSTC", rustc)
    .env("CARGO_TARGET_DIR", folder.join("target"))
    // Without bitcode in it, link-time optimisation of the page ends in "Can't find section
    // .llvmbc".
    .env("RUSTFLAGS", "-C embed-bitcode=yes")
    .quiet()
    .run()
    .context(
        "the standard library for wasm32 does not build: is rust-web-src of the same \
            version as rustc-web?",
    )?;
    let built = folder.join("target").join(TARGET).join("release/deps");
    let library = library_folder(shell, rustc)?;
    fs::remove_dir_all(&library).ok();
    fs::create_dir_all(&library)
        .with_context(|| format!("can't write {}: run this once as root", library.display()))?;
    for entry in fs::read_dir(built)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .expect("a folder's entry has a name")
            .to_owned();
        if path
            .extension()
            .is_some_and(|extension| extension == "rlib")
            && !name.to_string_lossy().starts_with("libempty")
        {
            fs::copy(&path, library.join(name))?;
        }
    }
    fs::write(library.join("built-with"), version(shell, rustc)?)?;
    Ok(())
}

fn link_toolchain(shell: &Shell) -> Result<()> {
    let known = cmd!(shell, "rustup toolchain list").quiet().read();
    let Ok(known) = known else {
        bail!(
            "install rustup (Debian: apt-get install rustup): the page and the server are built \
                by different compilers here"
        );
    };
    if !known.contains(LINKED_TOOLCHAIN) {
        cmd!(shell, "rustup toolchain link {LINKED_TOOLCHAIN} /usr")
            .quiet()
            .run()?;
    }
    Ok(())
}
