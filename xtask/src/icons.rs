//! The sprite of icons, made from the npm package lucide-static.

mod used;

use std::fmt::Write as _;

use anyhow::{Context, Result};
use xshell::Shell;

use crate::setup::NPM_PACKAGES;

/// The sprite, from the project's root.
const SPRITE: &str = "public/icons.svg";

/// Writes the sprite of the icons that the page uses.
pub fn run(shell: &Shell) -> Result<()> {
    crate::setup::for_page(shell)?;
    let mut sprite = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"sprite\" aria-hidden=\"true\">\n",
    );
    for name in used::icons()? {
        let svg = shell.read_file(format!("{NPM_PACKAGES}/lucide-static/icons/{name}.svg"))?;
        let shapes = shapes(&svg).with_context(|| format!("the icon {name} is no SVG"))?;
        writeln!(
            sprite,
            "<symbol id=\"icon-{name}\" viewBox=\"0 0 24 24\">{shapes}</symbol>"
        )?;
    }
    sprite.push_str("</svg>\n");
    shell.write_file(SPRITE, sprite)?;
    Ok(())
}

/// The content of the `<svg>` element, on one line.
fn shapes(svg: &str) -> Option<String> {
    // A licence comment stands before the drawing.
    let (_, element) = svg.split_once("<svg")?;
    let (_, content) = element.split_once('>')?;
    let (content, _) = content.split_once("</svg>")?;
    Some(content.lines().map(str::trim).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::{SPRITE, shapes, used};

    #[test]
    fn the_sprite_has_exactly_the_icons_that_the_page_uses() {
        let sprite = fs::read_to_string(crate::project_root().join(SPRITE)).expect("a sprite");
        let symbols = sprite.split("<symbol id=\"icon-").skip(1);
        let drawn: BTreeSet<String> = symbols
            .filter_map(|symbol| symbol.split('"').next())
            .map(str::to_owned)
            .collect();
        let used = used::icons().expect("the names of icons can be read");
        assert_eq!(drawn, used, "run `cargo xtask icons`");
    }

    #[test]
    fn the_shapes_of_an_icon_are_on_one_line() {
        let svg =
            "<!-- @license -->\n<svg\n  width=\"24\"\n>\n  <path d=\"M1\" />\n  <rect />\n</svg>\n";
        assert_eq!(shapes(svg).as_deref(), Some("<path d=\"M1\" /><rect />"));
    }
}
