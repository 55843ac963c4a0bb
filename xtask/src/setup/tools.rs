//! Installs Trunk, wasm-bindgen, cargo-deny and leptosfmt, each into a folder named by its version.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

/// The newest Trunk that builds with this workspace's compiler.
const TRUNK_VERSION: &str = "0.21.14";
const DENY_VERSION: &str = "0.20.2";
const LEPTOSFMT_VERSION: &str = "0.1.33";

/// Installs `trunk` if it is missing; gives its folder.
pub fn trunk(shell: &Shell) -> Result<PathBuf> {
    ready(
        shell,
        "trunk",
        "trunk",
        TRUNK_VERSION,
        &["--no-default-features", "--features", "rustls"],
    )
}

/// Installs `wasm-bindgen` if it is missing, in exactly the version that the page links; gives its
/// folder.
pub fn wasm_bindgen(shell: &Shell) -> Result<PathBuf> {
    let lock = shell.read_file("Cargo.lock")?;
    let version = locked_version(&lock, "wasm-bindgen")
        .context("Cargo.lock names no wasm-bindgen: run `cargo update -p life-circle`")?;
    ready(shell, "wasm-bindgen-cli", "wasm-bindgen", version, &[])
}

/// Installs `cargo-deny` if it is missing; gives its folder.
pub fn cargo_deny(shell: &Shell) -> Result<PathBuf> {
    ready(
        shell,
        "cargo-deny",
        "cargo-deny",
        DENY_VERSION,
        &["--no-default-features"],
    )
}

/// Installs `leptosfmt` if it is missing; gives its folder.
pub fn leptosfmt(shell: &Shell) -> Result<PathBuf> {
    ready(shell, "leptosfmt", "leptosfmt", LEPTOSFMT_VERSION, &[])
}

/// The version of a package in the text of a `Cargo.lock`.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let (_, entry) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    entry.split('"').next()
}

fn ready(
    shell: &Shell,
    package: &str,
    binary: &str,
    version: &str,
    features: &[&str],
) -> Result<PathBuf> {
    let root = super::tools_folder()?.join(format!("{package}-{version}"));
    let folder = root.join("bin");
    if folder.join(binary).exists() {
        return Ok(folder);
    }
    if cmd!(shell, "cargo binstall -V")
        .quiet()
        .ignore_stdout()
        .ignore_stderr()
        .run()
        .is_ok()
    {
        super::say(&format!("fetching {package} {version}"));
        let fetched = cmd!(
            shell,
            "cargo binstall --no-confirm --root {root} {package}@{version}"
        )
        .quiet()
        .run();
        if fetched.is_ok() && folder.join(binary).exists() {
            return Ok(folder);
        }
    }
    super::say(&format!(
        "building {package} {version} (3 to 6 minutes on two cores, once)"
    ));
    // Trunk and wasm-bindgen share most of their dependencies, so they share a build folder. It is
    // removed after wasm-bindgen, which comes last.
    let build = super::tools_folder()?.join("build");
    let install = |locked: Option<&str>| {
        cmd!(
            shell,
            "cargo install --root {root} {package} --version ={version} {locked...} {features...}"
        )
        .env("CARGO_TARGET_DIR", &build)
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
        .quiet()
        .run()
    };
    // A registry's mirror may not serve the newest version that the tool's own lock file names.
    install(Some("--locked"))
        .or_else(|_| install(None))
        .with_context(|| {
            format!("{package} {version} does not build: read the compiler's words above")
        })?;
    if package == "wasm-bindgen-cli" {
        fs::remove_dir_all(&build).ok();
    }
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn the_version_comes_from_the_package_of_exactly_that_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-shared\"\nversion = \
            \"9.9.9\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.1\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.1"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}
