//! Installs what is missing, prints what it does, and says in one sentence what it couldn't do.

pub mod browser;
mod debian;
mod npm;
mod python;
mod tools;
mod wasm;

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};
use xshell::Shell;

pub use debian::install as install_debian;
pub use npm::PACKAGES as NPM_PACKAGES;
pub use python::schemathesis;
pub use tools::{cargo_deny, leptosfmt};

/// Prints one step of the work in the form that every command here uses.
#[expect(clippy::print_stderr, reason = "progress is for the person who waits")]
pub fn say(message: &str) {
    eprintln!("\x1b[1m→ {message}\x1b[0m");
}

/// Installs everything that building the page needs, and returns the environment to build it in.
pub fn for_page(shell: &Shell) -> Result<PageEnvironment> {
    let toolchain = wasm::ready(shell)?;
    npm::ready(shell)?;
    let tools = [tools::trunk(shell)?, tools::wasm_bindgen(shell)?];
    let mut folders: Vec<PathBuf> = vec![crate::project_root().join(NPM_PACKAGES).join(".bin")];
    folders.extend(tools);
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    let path = env::join_paths(folders).context("a folder's name on PATH has a colon in it")?;
    let path = path
        .into_string()
        .ok()
        .context("a folder's name on PATH is not UTF-8")?;
    Ok(PageEnvironment { path, toolchain })
}

/// What `trunk` and `cargo --target wasm32-unknown-unknown` need in their environment.
pub struct PageEnvironment {
    /// `PATH` with Trunk, wasm-bindgen and wasm-opt first.
    pub path: String,
    /// The rustup toolchain that has the wasm target; `None` if it is the default one.
    pub toolchain: Option<String>,
}

impl PageEnvironment {
    /// The variables to set, with their values.
    pub fn variables(&self) -> Vec<(&'static str, &str)> {
        let mut variables = vec![("PATH", self.path.as_str())];
        if let Some(toolchain) = &self.toolchain {
            variables.push(("RUSTUP_TOOLCHAIN", toolchain));
        }
        variables
    }
}

/// The folder in which all clones share the built tools: `$LIFE_CIRCLE_TOOLS`, else one in the
/// user's cache folder.
fn tools_folder() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("LIFE_CIRCLE_TOOLS") {
        return Ok(PathBuf::from(folder));
    }
    let cache = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let cache = cache
        .or(home)
        .context("set HOME or LIFE_CIRCLE_TOOLS: there is no folder to keep the tools in")?;
    Ok(cache.join("life-circle"))
}
