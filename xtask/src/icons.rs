//! The sprite of icons, made from the npm package lucide-static.

use std::fmt::Write as _;

use anyhow::{Context, Result};
use xshell::Shell;

use crate::setup::NPM_PACKAGES;

/// The icons that the page uses, by lucide's names.
const ICONS: &[&str] = &[
    "arrow-down-wide-narrow",
    "arrow-left",
    "arrow-up",
    "at-sign",
    "bell",
    "check",
    "chevron-right",
    "circle-alert",
    "circle-dot-dashed",
    "circle-off",
    "clock",
    "cloud-off",
    "compass",
    "eye",
    "eye-off",
    "grip",
    "hash",
    "heart",
    "house",
    "image-plus",
    "images",
    "languages",
    "lock",
    "log-out",
    "map-pin",
    "message-circle",
    "monitor-smartphone",
    "pen-line",
    "search",
    "search-x",
    "send-horizontal",
    "shield-check",
    "sprout",
    "star",
    "user",
    "user-check",
    "user-plus",
    "user-x",
    "users",
    "x",
];

/// Writes the sprite to `public/icons.svg`.
pub fn run(shell: &Shell) -> Result<()> {
    crate::setup::for_page(shell)?;
    let mut sprite = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"sprite\" aria-hidden=\"true\">\n",
    );
    for name in ICONS {
        let svg = shell.read_file(format!("{NPM_PACKAGES}/lucide-static/icons/{name}.svg"))?;
        let shapes = svg
            .split_once('>')
            .and_then(|(_, rest)| rest.split_once("</svg>"));
        // A licence comment stands before the drawing.
        let shapes = shapes
            .map(|(before, _)| before)
            .filter(|shapes| !shapes.contains("<svg"));
        let shapes = if let Some(shapes) = shapes {
            shapes.to_owned()
        } else {
            let (_, rest) = svg.split_once("<svg").context("an icon is an SVG")?;
            let (_, rest) = rest.split_once('>').context("an icon is an SVG")?;
            rest.replace("</svg>", "")
        };
        let shapes: Vec<&str> = shapes
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        writeln!(
            sprite,
            "<symbol id=\"icon-{name}\" viewBox=\"0 0 24 24\">{}</symbol>",
            shapes.join("")
        )?;
    }
    sprite.push_str("</svg>\n");
    shell.write_file("public/icons.svg", sprite)?;
    Ok(())
}
