//! Installs Trunk, wasm-bindgen, cargo-deny and leptosfmt, each into a folder named by its version.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

/// The newest Trunk that builds with this workspace's compiler.
const TRUNK_VERSION: &str = "0.21.14";
const DENY_VERSION: &str = "0.20.2";
const LEPTOSFMT_VERSION: &str = "0.1.33";

/// A program that crates.io has the source of.
struct Tool<'a> {
    package: &'a str,
    /// The program that is there once the tool is installed.
    binary: &'a str,
    version: &'a str,
    features: &'a [&'a str],
    /// The compiler's level of optimisation. The lower it is, the sooner the tool is built.
    level: &'a str,
    /// The packages that do its long work: they are optimised whatever the level is.
    busy: &'a [&'a str],
}

/// Installs `trunk` if it is missing; returns its folder.
pub fn trunk(shell: &Shell) -> Result<PathBuf> {
    let trunk = Tool {
        package: "trunk",
        binary: "trunk",
        version: TRUNK_VERSION,
        // TLS is for fetching tools, and ours are there.
        features: &["--no-default-features"],
        // It works for a second and waits for the compiler.
        level: "0",
        busy: &[],
    };
    trunk.ready(shell)
}

/// Installs `wasm-bindgen` if it is missing, in exactly the version that the page links; returns
/// its folder.
pub fn wasm_bindgen(shell: &Shell) -> Result<PathBuf> {
    let lock = shell.read_file("Cargo.lock")?;
    let version = locked_version(&lock, "wasm-bindgen")
        .context("Cargo.lock names no wasm-bindgen: run `cargo update -p life-circle`")?;
    let wasm_bindgen = Tool {
        package: "wasm-bindgen-cli",
        binary: "wasm-bindgen",
        version,
        // The default is TLS. Its test runner calls nothing but the browser's driver, without TLS.
        features: &["--no-default-features"],
        level: "0",
        busy: &[
            "walrus",
            "wasm-bindgen-cli-support",
            "wasm-encoder",
            "wasmparser",
        ],
    };
    wasm_bindgen.ready(shell)
}

/// Installs `cargo-deny` if it is missing; returns its folder.
pub fn cargo_deny(shell: &Shell) -> Result<PathBuf> {
    let deny = Tool {
        package: "cargo-deny",
        binary: "cargo-deny",
        version: DENY_VERSION,
        features: &["--no-default-features"],
        level: "1",
        busy: &[],
    };
    deny.ready(shell)
}

/// Installs `leptosfmt` if it is missing; returns its folder.
pub fn leptosfmt(shell: &Shell) -> Result<PathBuf> {
    let leptosfmt = Tool {
        package: "leptosfmt",
        binary: "leptosfmt",
        version: LEPTOSFMT_VERSION,
        features: &[],
        level: "1",
        busy: &[],
    };
    leptosfmt.ready(shell)
}

impl Tool<'_> {
    /// Installs the tool if it is missing; returns its folder.
    fn ready(&self, shell: &Shell) -> Result<PathBuf> {
        let root = super::tools_folder()?.join(format!("{}-{}", self.package, self.version));
        let folder = root.join("bin");
        let is_there = || folder.join(self.binary).exists();
        if !is_there() {
            self.fetch(shell, &root);
        }
        if !is_there() {
            self.build(shell, &root)?;
        }
        Ok(folder)
    }

    /// Fetches the built tool if this machine has `cargo binstall`.
    fn fetch(&self, shell: &Shell, root: &Path) {
        let has_binstall = cmd!(shell, "cargo binstall -V")
            .quiet()
            .ignore_stdout()
            .ignore_stderr()
            .run()
            .is_ok();
        if has_binstall {
            let name = format!("{}@{}", self.package, self.version);
            super::say(&format!("fetching {name}"));
            // If it can't be fetched, it is built.
            cmd!(shell, "cargo binstall --no-confirm --root {root} {name}")
                .quiet()
                .run()
                .ok();
        }
    }

    fn build(&self, shell: &Shell, root: &Path) -> Result<()> {
        let Self {
            package,
            version,
            features,
            ..
        } = *self;
        super::say(&format!(
            "building {package} {version} (2 to 4 minutes on two cores, once)"
        ));
        let build = super::tools_folder()?.join(format!("build-{package}"));
        let exactly = format!("={version}");
        let tool = [package, "--version", exactly.as_str()];
        let optimised = |package| format!("profile.release.package.{package}.opt-level=1");
        let settings = self.busy.iter().map(optimised);
        let settings: Vec<_> = settings
            .flat_map(|setting| ["--config".to_owned(), setting])
            .collect();
        let settings = &settings;
        let install = |locked: Option<&str>| {
            cmd!(
                shell,
                "cargo install --root {root} {tool...} {locked...} {features...} {settings...}"
            )
            .env("CARGO_TARGET_DIR", &build)
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.level)
            .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
            .quiet()
            .run()
        };
        // A registry's mirror may not serve the newest version that the tool's own lock file names.
        let outcome = install(Some("--locked")).or_else(|_| install(None));
        fs::remove_dir_all(&build).ok();
        outcome.with_context(|| {
            format!("{package} {version} does not build: read the compiler's words above")
        })
    }
}

/// The version of a package in the text of a `Cargo.lock`.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let (_, entry) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    entry.split('"').next()
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
