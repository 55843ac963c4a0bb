//! Chromium and `WebKit` with their drivers, and fonts for Chinese and emoji.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

const CHROMIUM: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// The browser and the program that drives it for wasm tests.
pub struct Browser {
    /// Chromium's or Chrome's executable.
    pub chromium: PathBuf,
    /// `chromedriver` of the same version.
    pub driver: PathBuf,
}

/// Finds a browser, or installs Debian's.
pub fn ready(shell: &Shell) -> Result<Browser> {
    if find(shell).is_none() {
        super::debian::install(
            shell,
            &["chromium", "chromium-driver"],
            "test the page in a real browser",
        )?;
    }
    if Path::new("/usr/bin/apt-get").exists() && !has_font(shell, "zh") {
        super::debian::install(
            shell,
            &["fonts-noto-cjk", "fonts-noto-color-emoji"],
            "draw Chinese and emoji",
        )?;
    }
    find(shell).context("no Chromium and chromedriver found on PATH: install both, of one version")
}

/// Installs the driver of `WebKit`, and a virtual screen for it. Where that can't be done, one
/// journey is skipped.
pub fn second_engine(shell: &Shell) {
    let programs = ["/usr/bin/WebKitWebDriver", "/usr/bin/Xvfb"];
    if programs.iter().all(|program| Path::new(program).exists()) {
        return;
    }
    let packages = ["webkit2gtk-driver", "xvfb"];
    let installed = super::debian::install(shell, &packages, "test the page in Safari's engine");
    if let Err(error) = installed {
        super::say(&format!("the journey in WebKit is skipped: {error}"));
    }
}

fn find(shell: &Shell) -> Option<Browser> {
    let which = |name: &str| {
        cmd!(shell, "which {name}")
            .quiet()
            .ignore_stderr()
            .read()
            .ok()
            .map(PathBuf::from)
    };
    let chromium = CHROMIUM.iter().find_map(|name| which(name))?;
    Some(Browser {
        chromium,
        driver: which("chromedriver")?,
    })
}

fn has_font(shell: &Shell, language: &str) -> bool {
    let pattern = format!(":lang={language}");
    cmd!(shell, "fc-list {pattern}")
        .quiet()
        .ignore_stderr()
        .read()
        .is_ok_and(|fonts| !fonts.is_empty())
}
